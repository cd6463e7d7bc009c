import { Controller, Param, Req } from '@nestjs/common';
import { CommandBus, type Command as Asked } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import type { Views } from '#projections/read-model.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { Route } from '#web/addresses.js';
import { defineForm } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import type { Language } from '#web/language.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords, type WordsInBoth } from '#web/words/words.js';

import { storySubmissionErrors } from '../errors.js';
import type { StoryDocument } from '../read-models/stories/stories.js';
import { posters, storyOfLetter } from './letters-to-post.js';
import { letterToTeller } from './letter-to-teller.js';

const template = pageTemplate(import.meta.url, 'letter.njk');
const allWords = loadWords(import.meta.url, 'letter');
const form = defineForm({});

/** A letter to a teller about one matter. */
export interface LetterAbout {
  readonly at: Route;
  readonly inLetter: WordsInBoth;
  readonly waitsIn: (views: Views, story: string) => Promise<{ readonly isToPost: boolean } | undefined>;
  readonly posted: (context: CommandContext, story: StoryDocument) => Asked<Executed | Refusal>;
  /** The list of those that are to be posted. */
  readonly listOf: (parameters: { readonly language: Language; readonly programme: string }) => string;
}

/** The page of one letter: it is printed there, and said to be posted. */
export function letterPage({ at, inLetter, waitsIn, posted, listOf }: LetterAbout) {
  @Controller()
  class LetterPage {
    constructor(
      readonly commands: CommandBus,
      readonly service: ServiceRuntime,
    ) {}

    @Page(at)
    @Allow(...posters)
    async show(
      @CurrentPage() page: PageContext,
      @SignedIn() who: SomeoneAsking,
      @Req() request: FastifyRequest,
      @Param('story') id: string,
    ): Promise<PageAnswer> {
      return answer(this.service, page, { who, request, story: await storyOfLetter(this.service, who, id) });
    }

    @Send(at)
    @Allow(...posters)
    async posted(
      @CurrentPage() page: PageContext,
      @SignedIn() who: SomeoneAsking,
      @Command() context: CommandContext,
      @Req() request: FastifyRequest,
      @Param('story') id: string,
    ): Promise<PageAnswer> {
      const story = await storyOfLetter(this.service, who, id);
      const done = await this.commands.execute(posted(context, story));
      if (isRefusal(done)) return answer(this.service, page, { who, request, story }, done);
      return seeOther(listOf({ language: page.language, programme: story.programme }));
    }
  }

  async function answer(
    service: ServiceRuntime,
    page: PageContext,
    asked: { readonly who: SomeoneAsking; readonly request: FastifyRequest; readonly story: StoryDocument },
    refusal?: Refusal,
  ): Promise<PageAnswer> {
    const { language } = page;
    const { who, request, story } = asked;
    const words = allWords[language];
    const state = refusal === undefined ? form.empty : form.refused({}, refusal);
    const waits = await waitsIn(service.views, story.id);
    const view = await letterToTeller(service, {
      ...{ who, story, words, inLetter, origin: `${request.protocol}://${request.host}` },
      isToPost: waits?.isToPost === true && story.state === 'active',
      backLink: listOf({ language, programme: story.programme }),
      errors: showForm(form, state, words, storySubmissionErrors).errors,
    });
    return htmlReply(template, view, page);
  }

  return LetterPage;
}
