import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { text } from '#web/forms/text-fields.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeNumber } from '#web/written.js';

import { quantifyStoryPage, seeStory } from '../../addresses.js';
import { fewestShown } from '../../domain/quantification/quantification.js';
import { storySubmissionErrors } from '../../errors.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { numbersOf, storyToQuantify } from './numbers-of-story.js';
import { NoteNumber, TakeOutNumber } from './quantify-story.command.js';

const template = pageTemplate(import.meta.url, 'quantify-story.njk');
const allWords = loadWords(import.meta.url, 'quantify-story');

const form = defineForm({
  what: text({ required: 'what-missing', limit: { characters: 500, words: 'what-too-long' } }),
  value: text({ required: 'value-missing', limit: { characters: 30, words: 'value-too-long' } }),
  unit: text({ required: 'unit-missing', limit: { characters: 100, words: 'unit-too-long' } }),
});

/** `1,200` and `2.5`; anything else is no number. */
const numberIn = (typed: string): number =>
  /^-?\d{1,12}(\.\d{1,6})?$/.test(plain(typed)) ? Number(plain(typed)) : NaN;
const plain = (typed: string): string => typed.replaceAll(/,(?=\d{3}\b)/g, '');

@Controller()
export class QuantifyStoryPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(quantifyStoryPage)
  @Allow('evaluator', 'administrator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') id: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, who, orThrow(await storyToQuantify(this.service, who, id)), form.empty);
  }

  /** Adds a number, or takes one out. */
  @Send(quantifyStoryPage)
  @Allow('evaluator', 'administrator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') id: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const story = orThrow(await storyToQuantify(this.service, who, id));
    const here = seeOther(quantifyStoryPage.to({ language: page.language, story: id }));
    const out = textIn(body, 'takeOut');
    if (out !== '') {
      orThrow(await this.commands.execute(new TakeOutNumber(context, story, out)));
      return here;
    }
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#answer(page, who, story, parsed);
    const { what, unit, value } = parsed.values;
    const done = await this.commands.execute(new NoteNumber(context, story, { what, unit, value: numberIn(value) }));
    return isRefusal(done) ? this.#answer(page, who, story, form.refused(parsed.typed, done)) : here;
  }

  async #answer(
    page: PageContext,
    who: SomeoneAsking,
    { id, reference }: StoryDocument,
    state: FormState,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(form, state, words, storySubmissionErrors);
    const { numbers, like } = await numbersOf(this.service, who, id);
    const view = {
      title: words('heading', { reference }),
      backLink: seeStory.to({ language, story: id }),
      errors,
      heading: words('heading', { reference }),
      explanation: words('explanation'),
      caption: words('caption'),
      head: [words('what'), words('value'), words('unit'), words('take-out-head')],
      numbers: numbers.map(({ number, value, what, unit }) => ({
        number,
        what: what ?? words('withheld'),
        value: writeNumber(language, value),
        unit: unit ?? words('withheld'),
        takeOut: words('take-out', { what: what ?? words('withheld') }),
      })),
      empty: words('empty'),
      add: words('add'),
      what: macroParams({ ...fields.what, label: { text: words('what') }, hint: { text: words('what-hint') } }),
      value: macroParams({
        ...fields.value,
        label: { text: words('value') },
        inputmode: 'decimal',
        classes: 'nhsuk-input--width-10',
      }),
      unit: macroParams({ ...fields.unit, label: { text: words('unit') }, hint: { text: words('unit-hint') } }),
      send: words('send'),
      likeHeading: words('like'),
      like:
        like === null
          ? words('like-few', { fewest: fewestShown })
          : words('like-counted', { yes: like.yes, of: like.of }),
      likeHint: words('like-hint'),
    };
    return htmlReply(template, view, page);
  }
}
