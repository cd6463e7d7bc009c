import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { seeVerifications } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { checkStoryPage } from '../../addresses.js';
import { CheckStory } from './check-story.command.js';
import { checkForms, sentIn } from './check-story.form.js';
import { SeeStoryToCheck, type StoryBeingChecked } from './check-story.query.js';
import { checkStoryView, type TypedInForm } from './check-story.view.js';

const template = pageTemplate(import.meta.url, 'check-story.njk');
const words = loadWords(import.meta.url, 'check-story');

/** For whoever a story was given to; to anybody else the page is not there. */
@Controller()
export class CheckStoryPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Page(checkStoryPage)
  @AllowSignedIn()
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    const seen = orThrow(await this.queries.execute(new SeeStoryToCheck(who, story)));
    return this.#answer(page, seen, undefined);
  }

  @Send(checkStoryPage)
  @AllowSignedIn()
  async act(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const seen = orThrow(await this.queries.execute(new SeeStoryToCheck(who, story)));
    const { form, state, act } = sentIn(body);
    if (act === undefined) return this.#answer(page, seen, { form, state });
    const done = await this.commands.execute(new CheckStory(context, who, story, act));
    if (isRefusal(done)) {
      return this.#answer(page, seen, { form, state: checkForms[form].refused(state.typed, done) });
    }
    const isOver = act.kind === 'hand-back' || act.kind === 'finding';
    return seeOther(isOver ? seeVerifications.to({ language }) : checkStoryPage.to({ language, story }));
  }

  #answer(page: PageContext, seen: StoryBeingChecked, typed: TypedInForm | undefined): PageAnswer {
    return htmlReply(template, checkStoryView(seen, typed, words[page.language]), page);
  }
}
