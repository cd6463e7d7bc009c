import { Controller, Param, Query, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import { mayActOn } from '#access/principal.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import { seeStories } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { defineForm } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { renewalLetterPage, renewalsPage } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import { letterToTeller } from '../../over-time/letter-to-teller.js';
import { overTime } from '../../read-models/over-time/over-time.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { posters, storyOfLetter, type Who } from '../ask-still-so/letters-to-post.js';
import { programmeOfKeeper } from '../replace-code/lost-code-found.js';
import { keepers } from '../see-rights-requests/see-rights-requests.query.js';
import { PostRenewal } from './renew-consent.command.js';
import { renewalStates, renewalsOf, waitingForStaff, watchers } from './renewals-found.js';
import { renewalsView } from './renewals.view.js';

const template = pageTemplate(import.meta.url, 'renewals.njk');
const letterTemplate = pageTemplate(import.meta.url, '../ask-still-so/still-so-letter.njk');
const allWords = loadWords(import.meta.url, 'renewals');
const inLetter = loadWords(import.meta.url, 'renewal-mail');
const letterWords = loadWords(import.meta.url, '../ask-still-so/still-so-letters');
const form = defineForm({});

@Controller()
export class RenewalsPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(renewalsPage)
  @Allow(...watchers)
  async list(
    @CurrentPage() page: PageContext,
    @SignedIn() who: Who,
    @Param('programme') programme: string,
    @Query('show') asked?: string,
  ): Promise<PageAnswer> {
    const design = await programmeOfKeeper(this.service, who, programme, watchers);
    const scope = { organisation: design.organisation, programme };
    const may = { keep: mayActOn(who, scope, keepers), post: mayActOn(who, scope, posters) };
    const show = renewalStates.find((each) => each === asked);
    const all = await renewalsOf(this.service, design);
    const waiting = await waitingForStaff(this.service, design);
    const backLink = seeStories.to({ language: page.language }, { programme });
    return htmlReply(
      template,
      renewalsView({ design, all, waiting, show, backLink, may }, allWords[page.language]),
      page,
    );
  }

  @Page(renewalLetterPage)
  @Allow(...posters)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: Who,
    @Req() request: FastifyRequest,
    @Param('story') id: string,
  ): Promise<PageAnswer> {
    return this.#letter(page, who, request, await storyOfLetter(this.service, who, id));
  }

  @Send(renewalLetterPage)
  @Allow(...posters)
  async posted(
    @CurrentPage() page: PageContext,
    @SignedIn() who: Who,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Param('story') id: string,
  ): Promise<PageAnswer> {
    const story = await storyOfLetter(this.service, who, id);
    const done = await this.commands.execute(new PostRenewal(context, story));
    if (isRefusal(done)) return this.#letter(page, who, request, story, done);
    return seeOther(renewalsPage.to({ language: page.language, programme: story.programme }));
  }

  async #letter(
    page: PageContext,
    who: Who,
    { protocol, host }: FastifyRequest,
    story: StoryDocument,
    refusal?: Refusal,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = letterWords[language];
    const state = refusal === undefined ? form.empty : form.refused({}, refusal);
    const view = await letterToTeller(this.service, {
      ...{ who, story, words, inLetter, origin: `${protocol}://${host}` },
      isToPost: (await this.service.views.get(overTime, story.id))?.isToPost === true && story.state === 'active',
      backLink: renewalsPage.to({ language, programme: story.programme }),
      errors: showForm(form, state, words, storySubmissionErrors).errors,
    });
    return htmlReply(letterTemplate, view, page);
  }
}
