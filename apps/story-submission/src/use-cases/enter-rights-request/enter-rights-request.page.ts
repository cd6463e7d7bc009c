import { Body, Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import { calendarDay, timeZoneOfWales } from '#contracts/shared/calendar-day.js';
import { seeRightsRequests } from '#contracts/story-submission/addresses.js';
import { Allow, SignedIn } from '#access/allow.js';
import { consentAudiences } from '#contracts/shared/consent.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { audienceSaid } from '#service-kit/stories/consent-beside.js';
import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText, text } from '#web/forms/text-fields.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { enterRightsRequest, seeRightsRequest } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import { storyNow } from '../../stories/story-now.js';
import { requestWords } from '../../rights/request-said.js';
import { keepers } from '../../stories/keepers.js';
import { channelsOfStaff, EnterRightsRequest, rightsByStaff } from './enter-rights-request.command.js';
import { storyKnownBy } from './story-known-by.js';

const template = pageTemplate(import.meta.url, 'enter-rights-request.njk');
const allWords = loadWords(import.meta.url, 'enter-rights-request');

const longestWords = 20_000;
const wholeStory = 'story';

/** `people`: the ids of those who told the story together, where it is known which story it is. */
const formFor = (people: readonly string[]) =>
  defineForm({
    right: choice({ options: rightsByStaff, required: 'right-missing' }),
    reference: text(),
    person: choice({ options: [wholeStory, ...people] }),
    audiences: choices({ options: consentAudiences }),
    withoutName: choices({ options: ['yes'] }),
    how: choice({ options: channelsOfStaff, required: 'how-missing' }),
    receivedOn: text({ required: 'received-missing' }),
    words: longText({ limit: { characters: longestWords, words: 'words-too-long' } }),
  });

@Controller()
export class EnterRightsRequestPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(enterRightsRequest)
  @Allow(...keepers)
  show(@CurrentPage() page: PageContext): PageAnswer {
    const receivedOn = calendarDay(this.service.clock.now(), timeZoneOfWales);
    return answer(page, formFor([]).filled({ receivedOn }), []);
  }

  @Send(enterRightsRequest)
  @Allow(...keepers)
  async enter(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const people = await this.#peopleIn(who, textIn(body, 'reference').trim());
    const form = formFor(people);
    const parsed = form.parse(body);
    if (!parsed.ok) return answer(page, parsed, people);
    const { reference = '', words = '', person, audiences, withoutName, ...rest } = parsed.values;
    // Who brought a story in does not ask for those in it: nobody’s right is used by leaving a question out.
    if (people.length > 0 && person === undefined) {
      return answer(page, form.refused(parsed.typed, refuse('rights-person-missing', 'person')), people);
    }
    const contributor = person === undefined || person === wholeStory ? null : person;
    const less = { audiences, withoutName: withoutName.length > 0 };
    const written = { ...rest, reference, contributor, words, ...less };
    const done = await this.commands.execute(new EnterRightsRequest(context, who, written));
    if (isRefusal(done)) return answer(page, form.refused(parsed.typed, done), people);
    await this.service.views.reached(done.done.stream, done.done.version);
    return seeOther(seeRightsRequest.to({ language: page.language, request: done.request }));
  }

  /** In their order; nobody where one person told it. */
  async #peopleIn(who: SomeoneAsking, reference: string): Promise<readonly string[]> {
    const story = reference === '' ? undefined : await storyKnownBy(this.service, who, reference);
    const now = story === undefined ? undefined : await storyNow(this.service, story.id);
    return now?.together.contributors.map(({ id }) => id) ?? [];
  }
}

function answer(page: PageContext, state: FormState, people: readonly string[]): PageAnswer {
  const { language } = page;
  const words = allWords[language];
  const ofRequest = requestWords[language];
  const { errors, fields } = showForm(formFor(people), state, words, storySubmissionErrors);
  const legend = (key: string) => ({ legend: { text: words(key), classes: 'nhsuk-fieldset__legend--m' } });
  const label = (key: string) => ({ text: words(key), classes: 'nhsuk-label--m' });
  const { value: rightChosen, ...right } = fields.right;
  const { value: howChosen, ...how } = fields.how;
  const { value: personChosen, ...person } = fields.person;
  const { values: audiencesChosen, ...audiences } = fields.audiences;
  const { values: hidesName, ...withoutName } = fields.withoutName;
  const numbered = people.map((value, at) => ({ value, text: words('person-in-it', { number: at + 1 }) }));
  const whose = [...numbered, { value: wholeStory, text: words('person-nobody') }];
  const view = {
    title: words('heading'),
    backLink: seeRightsRequests.to({ language }),
    errors,
    heading: words('heading'),
    lead: words('lead'),
    right: macroParams({
      ...right,
      fieldset: legend('right'),
      hint: { text: words('right-hint') },
      items: rightsByStaff.map((value) => ({
        value,
        text: ofRequest(`right-${value}`),
        checked: value === rightChosen,
      })),
    }),
    reference: macroParams({
      ...fields.reference,
      label: label('reference'),
      hint: { text: words('reference-hint') },
      spellcheck: false,
    }),
    person:
      people.length === 0
        ? null
        : macroParams({
            ...person,
            fieldset: legend('person'),
            hint: { text: words('person-hint') },
            items: whose.map((each) => ({ ...each, checked: each.value === personChosen })),
          }),
    audiences: macroParams({
      ...audiences,
      fieldset: legend('audiences'),
      hint: { text: words('audiences-hint') },
      items: consentAudiences.map((value) => ({
        value,
        text: audienceSaid(value, language),
        checked: audiencesChosen.includes(value),
      })),
    }),
    withoutName: macroParams({
      ...withoutName,
      fieldset: legend('name'),
      items: [{ value: 'yes', text: words('without-name'), checked: hidesName.length > 0 }],
    }),
    how: macroParams({
      ...how,
      fieldset: legend('how'),
      items: channelsOfStaff.map((value) => ({ value, text: ofRequest(`how-${value}`), checked: value === howChosen })),
    }),
    receivedOn: macroParams({
      ...fields.receivedOn,
      label: label('received'),
      hint: { text: words('received-hint') },
      type: 'date',
    }),
    words: macroParams({ ...fields.words, label: label('words'), hint: { text: words('words-hint') }, rows: 6 }),
    send: words('send'),
  };
  return htmlReply(template, view, page);
}
