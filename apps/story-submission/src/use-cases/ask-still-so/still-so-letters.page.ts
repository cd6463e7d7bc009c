import { Controller, Param, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
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

import { stillSoLetterPage, stillSoLetters } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import { letterToTeller } from '../../over-time/letter-to-teller.js';
import { stillSo } from '../../read-models/still-so/still-so.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { lettersToPost, posters, programmeOfLetters, storyOfLetter, type Who } from './letters-to-post.js';
import { ActOnStillSo } from './still-so.command.js';

const listTemplate = pageTemplate(import.meta.url, 'still-so-letters.njk');
const letterTemplate = pageTemplate(import.meta.url, 'still-so-letter.njk');
const allWords = loadWords(import.meta.url, 'still-so-letters');
const form = defineForm({});

@Controller()
export class StillSoLettersPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(stillSoLetters)
  @Allow(...posters)
  async list(
    @CurrentPage() page: PageContext,
    @SignedIn() who: Who,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const design = await programmeOfLetters(this.service, who, programme);
    const letters = await lettersToPost(this.service, design);
    const view = {
      title: words('heading'),
      backLink: seeStories.to({ language }, { programme }),
      programme: design.name[language],
      heading: words('heading'),
      explanation: words('explanation'),
      empty: words('empty'),
      letters: letters.map(({ story: { id, reference }, months }) => ({
        text: words('letter', { reference, n: months }),
        href: stillSoLetterPage.to({ language, story: id }),
      })),
    };
    return htmlReply(listTemplate, view, page);
  }

  @Page(stillSoLetterPage)
  @Allow(...posters)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: Who,
    @Req() request: FastifyRequest,
    @Param('story') id: string,
  ): Promise<PageAnswer> {
    return this.#letter(page, who, request, await storyOfLetter(this.service, who, id));
  }

  @Send(stillSoLetterPage)
  @Allow(...posters)
  async posted(
    @CurrentPage() page: PageContext,
    @SignedIn() who: Who,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Param('story') id: string,
  ): Promise<PageAnswer> {
    const story = await storyOfLetter(this.service, who, id);
    const done = await this.commands.execute(new ActOnStillSo(context, story, { kind: 'posted' }));
    if (isRefusal(done)) return this.#letter(page, who, request, story, done);
    return seeOther(stillSoLetters.to({ language: page.language, programme: story.programme }));
  }

  async #letter(
    page: PageContext,
    who: Who,
    { protocol, host }: FastifyRequest,
    story: StoryDocument,
    refusal?: Refusal,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const state = refusal === undefined ? form.empty : form.refused({}, refusal);
    const view = await letterToTeller(this.service, {
      ...{ who, story, words, inLetter: allWords, origin: `${protocol}://${host}` },
      isToPost: (await this.service.views.get(stillSo, story.id))?.isToPost === true && story.state === 'active',
      backLink: stillSoLetters.to({ language, programme: story.programme }),
      errors: showForm(form, state, words, storySubmissionErrors).errors,
    });
    return htmlReply(letterTemplate, view, page);
  }
}
