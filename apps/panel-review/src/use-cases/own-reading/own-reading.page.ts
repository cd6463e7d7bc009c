import { Body, Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { wholeNumber } from '#web/forms/number-fields.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { ownReadingPage, seeMeetings } from '../../addresses.js';
import { panelReviewErrors } from '../../errors.js';
import { ownReadings } from '../../reading-meetings/own-readings.js';
import { tellDoneToMeetings } from '../../showing-meetings/done-told.js';
import { SayOwnReading } from './say-own-reading.command.js';

const template = pageTemplate(import.meta.url, 'own-reading.njk');
const allWords = loadWords(import.meta.url, 'own-reading');

const languages = ['cy', 'en'] as const;

const readingForm = defineForm({
  languages: choices({ options: languages, required: 'languages-missing' }),
  minutes: wholeNumber({ wrong: 'minutes-wrong', least: 1, most: 600 }),
});

/** Asked of each member once; a facilitator who sits says so as well. */
@Controller()
export class OwnReadingPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(ownReadingPage)
  @Allow('panel-member', 'facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() { person, organisation }: SomeoneAsking,
  ): Promise<PageAnswer> {
    const said = (await ownReadings(this.service, organisation, [person])).get(person);
    if (said === undefined) return this.#form(page, readingForm.empty);
    const minutes = said.minutes === null ? '' : String(said.minutes);
    return this.#form(page, readingForm.filled({ languages: [...said.languages], minutes }));
  }

  @Send(ownReadingPage)
  @Allow('panel-member', 'facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const parsed = readingForm.parse(body);
    if (!parsed.ok) return this.#form(page, parsed);
    const { languages: read, minutes } = parsed.values;
    const done = await this.commands.execute(new SayOwnReading(context, read, minutes ?? null));
    if (isRefusal(done)) return this.#form(page, readingForm.refused(parsed.typed, done));
    return tellDoneToMeetings(page.language, 'own-reading');
  }

  #form({ language, ...page }: PageContext, state: FormState): PageAnswer {
    const words = allWords[language];
    const { errors, fields } = showForm(readingForm, state, words, panelReviewErrors);
    const view = {
      title: words('heading'),
      backLink: seeMeetings.to({ language }),
      errors,
      heading: words('heading'),
      explanation: words('explanation'),
      languages: macroParams({
        ...fields.languages,
        fieldset: { legend: { text: words('languages'), size: 'm' } },
        items: languages.map((each) => ({ value: each, text: words(`language-${each}`) })),
      }),
      minutes: macroParams({
        ...fields.minutes,
        label: { text: words('minutes'), size: 'm' },
        hint: { text: words('minutes-hint') },
        inputmode: 'numeric',
        width: 3,
      }),
      send: words('send'),
    };
    return htmlReply(template, view, { language, ...page });
  }
}
