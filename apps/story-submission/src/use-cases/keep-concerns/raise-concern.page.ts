import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { raiseConcernPage } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import { RaiseConcern } from './keep-concerns.command.js';
import { mayRaise, storyOfConcern } from './who-keeps-concerns.js';

const template = pageTemplate(import.meta.url, 'raise-concern.njk');
const raisedTemplate = pageTemplate(import.meta.url, 'concern-raised.njk');
const allWords = loadWords(import.meta.url, 'raise-concern');

const form = defineForm({
  said: longText({ required: 'said-missing', limit: { characters: 5_000, words: 'said-too-long' } }),
});

@Controller()
export class RaiseConcernPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(raiseConcernPage)
  @Allow(...mayRaise)
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, who, story, form.empty);
  }

  /** Whoever raised it may not read it here again: that is for the lead and the deputy. So the end is a page of its own. */
  @Send(raiseConcernPage)
  @Allow(...mayRaise)
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { document, design } = await storyOfConcern(this.service, who, story);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#answer(page, who, story, parsed);
    const done = await this.commands.execute(new RaiseConcern(context, document.programme, story, parsed.values.said));
    if (isRefusal(done)) return this.#answer(page, who, story, form.refused(parsed.typed, done));
    await this.service.views.reached(done.stream, done.version);
    const { language } = page;
    const words = allWords[language];
    const { safeguarding } = design;
    const view = {
      title: words('raised'),
      heading: words('raised'),
      paragraphs: [words('raised-next'), words('raised-danger')],
      hours: safeguarding === undefined ? '' : words('hours', { hours: safeguarding.hours[language] }),
    };
    return htmlReply(raisedTemplate, view, page);
  }

  async #answer(page: PageContext, who: PersonAsking | OperatorAsking, story: string, state: FormState) {
    const { document, design } = await storyOfConcern(this.service, who, story);
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(form, state, words, storySubmissionErrors);
    const { safeguarding } = design;
    const view = {
      title: words('heading'),
      errors,
      heading: words('heading'),
      reference: words('story', { reference: document.reference }),
      danger: words('danger'),
      hours:
        safeguarding === undefined ? words('nobody-named') : words('hours', { hours: safeguarding.hours[language] }),
      choicesHeading: words('choices'),
      choices: ['leave', 'raise', 'advocate'].map((key) => words(`choice-${key}`)),
      said: macroParams({
        ...fields.said,
        label: { text: words('said'), size: 'm' },
        hint: { text: words('said-hint') },
        rows: 6,
      }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
