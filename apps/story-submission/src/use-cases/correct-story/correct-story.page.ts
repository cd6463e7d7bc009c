import { Body, Controller, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { StoryText } from '#contracts/shared/story-text.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { hidden, longText, text } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { correctStory, useYourRights } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { carryToStory, codeCarried } from '../../stories/code-cookie.js';
import { SeeYourStory } from '../see-your-story/your-story.query.js';
import { tellDone } from '../../stories/done-told.js';
import { CorrectStory } from './correct-story.command.js';

const template = pageTemplate(import.meta.url, 'correct-story.njk');
const allWords = loadWords(import.meta.url, 'correct-story');

const longestLine = 500;
const longestText = 100_000;

const correctForm = defineForm({
  title: text({ limit: { characters: longestLine, words: 'title-too-long' } }),
  narrative: longText({ required: 'narrative-missing' }),
  whySignificant: longText({ limit: { characters: longestText, words: 'why-too-long' } }),
  storyVersion: hidden({ required: 'narrative-missing' }),
});

interface Standing {
  readonly document: StoryDocument;
  readonly text: StoryText;
}

@Controller()
export class CorrectStoryPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(correctStory)
  @Open('a teller without an account, by the code their browser carries')
  async show(@CurrentPage() page: PageContext, @Req() request: FastifyRequest): Promise<PageAnswer> {
    const standing = await this.#standing(request);
    if (standing === undefined) return seeOther(yourStory.to({ language: page.language }));
    const { title, narrative, whySignificant } = standing.text;
    const typed = {
      ...{ title: title ?? '', narrative, whySignificant: whySignificant ?? '' },
      storyVersion: String(standing.document.text.version),
    };
    return answer(page, correctForm.filled(typed));
  }

  @Send(correctStory)
  @Open('a teller without an account, by the code their browser carries')
  async correct(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const standing = await this.#standing(request);
    if (standing === undefined) return seeOther(yourStory.to({ language }));
    const parsed = correctForm.parse(body);
    if (!parsed.ok) return answer(page, parsed);
    const { title = null, narrative, whySignificant = null, storyVersion } = parsed.values;
    const { id, organisation } = standing.document;
    const whole = { ...standing.text, title, narrative, whySignificant };
    const done = await this.commands.execute(
      new CorrectStory({ ...context, organisation }, id, whole, Number(storyVersion)),
    );
    if (isRefusal(done)) return answer(page, correctForm.refused(parsed.typed, done));
    await this.service.views.reached(done.stream, done.version);
    carryToStory(request, reply, codeCarried(request));
    return tellDone(language, 'corrected');
  }

  /** While there is something to correct. */
  async #standing(request: FastifyRequest): Promise<Standing | undefined> {
    const found = await this.queries.execute(new SeeYourStory(codeCarried(request)));
    if (found === undefined || !('story' in found.text)) return undefined;
    return found.state === 'active' || found.state === 'frozen'
      ? { document: found.document, text: found.text.story }
      : undefined;
  }
}

function answer(page: PageContext, state: FormState): PageAnswer {
  const { language } = page;
  const words = allWords[language];
  const { errors, fields } = showForm(correctForm, state, words, storySubmissionErrors);
  const view = {
    title: words('page-title'),
    backLink: useYourRights.to({ language }),
    errors,
    heading: words('heading'),
    paragraphs: [words('what-happens'), words('kept')],
    storyVersion: fields.storyVersion.value,
    storyTitle: macroParams({ ...fields.title, label: { text: words('title'), classes: 'nhsuk-label--m' } }),
    narrative: macroParams({
      ...fields.narrative,
      label: { text: words('narrative'), classes: 'nhsuk-label--m' },
      rows: 12,
    }),
    why: macroParams({
      ...fields.whySignificant,
      label: { text: words('why'), classes: 'nhsuk-label--m' },
      rows: 6,
    }),
    send: words('send'),
  };
  return htmlReply(template, view, page);
}
