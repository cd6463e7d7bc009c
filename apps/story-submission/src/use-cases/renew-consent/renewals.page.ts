import { Controller, Param, Query } from '@nestjs/common';

import { Allow, SignedIn } from '#access/allow.js';
import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { seeStories } from '#contracts/story-submission/addresses.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { renewalLetterPage, renewalsPage } from '../../addresses.js';
import { letterPage } from '../../over-time/letter.page.js';
import { overTime } from '../../read-models/over-time/over-time.js';
import { posters } from '../../over-time/letters-to-post.js';
import { programmeOfKeeper } from '../../over-time/lost-code-found.js';
import { keepers } from '../../stories/keepers.js';
import { PostRenewal } from './renew-consent.command.js';
import { renewalStates, renewalsOf, renewalsToPost, waitingForStaff, watchers } from './renewals-found.js';
import { renewalsView } from './renewals.view.js';

const template = pageTemplate(import.meta.url, 'renewals.njk');
const allWords = loadWords(import.meta.url, 'renewals');
const onAPage = 25;

const letterThatRenews = letterPage({
  at: renewalLetterPage,
  inLetter: loadWords(import.meta.url, 'renewal-mail'),
  waitsIn: (views, story) => views.get(overTime, story),
  posted: (context, story) => new PostRenewal(context, story),
  listOf: renewalsPage.to,
});

@Controller()
export class RenewalsPage extends letterThatRenews {
  @Page(renewalsPage)
  @Allow(...watchers)
  async list(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Query('show') asked?: string,
    @Query('after') after?: string,
  ): Promise<PageAnswer> {
    const design = await programmeOfKeeper(this.service, who, programme, watchers);
    const scope = { organisation: design.organisation, programme };
    const may = { keep: mayActOn(who, scope, keepers), post: mayActOn(who, scope, posters) };
    const show = renewalStates.find((each) => each === asked);
    const found = await renewalsOf(this.service, design, { show, after, limit: onAPage });
    const letters = may.post ? await renewalsToPost(this.service, design) : [];
    const waiting = await waitingForStaff(this.service, design);
    const backLink = seeStories.to({ language: page.language }, { programme });
    const shown = { design, found, letters, waiting, show, backLink, mayKeep: may.keep };
    const isFurtherOn = after !== undefined;
    return htmlReply(template, renewalsView({ ...shown, isFurtherOn }, allWords[page.language]), page);
  }
}
