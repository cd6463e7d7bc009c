import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { Field } from '#web/forms/field.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { wholeNumber } from '#web/forms/number-fields.js';
import { showForm } from '#web/forms/show-form.js';
import { text } from '#web/forms/text-fields.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeMeeting, sittingHoursPage } from '../../addresses.js';
import { panelReviewErrors } from '../../errors.js';
import { penceFrom, plainPounds, writePounds } from '../../money.js';
import { tellDoneToMeeting } from '../../showing-meetings/done-told.js';
import { hoursOfSitting } from './hours-listed.js';
import { KeepHours, type HoursGiven } from './keep-hours.command.js';

const template = pageTemplate(import.meta.url, 'keep-hours.njk');
const allWords = loadWords(import.meta.url, 'hours');

const minutesOf = (at: number): string => `minutes-${String(at + 1)}`;
const expensesOf = (at: number): string => `expenses-${String(at + 1)}`;

const hoursForm = (members: readonly string[]) =>
  defineForm(
    Object.fromEntries(
      members.flatMap((_, at): readonly (readonly [string, Field<unknown, object>])[] => [
        [minutesOf(at), wholeNumber({ wrong: 'minutes-wrong', least: 0, most: 10_000 })],
        [expensesOf(at), text()],
      ]),
    ),
  );

@Controller()
export class KeepHoursPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(sittingHoursPage)
  @Allow('facilitator', 'panel-member')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    return this.#form(page, who, sitting, undefined);
  }

  @Send(sittingHoursPage)
  @Allow('facilitator', 'panel-member')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { document } = await hoursOfSitting(this.service, who, sitting);
    const { members } = document.state.opened;
    const form = hoursForm(members);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#form(page, who, sitting, parsed);
    const given: HoursGiven[] = [];
    for (const [at, member] of members.entries()) {
      const minutes = parsed.values[minutesOf(at)];
      const typed = parsed.values[expensesOf(at)];
      const expenses = typeof typed === 'string' && typed.trim() !== '' ? penceFrom(typed) : 0;
      if (expenses === undefined) {
        const wrong = refuse('amount-wrong', expensesOf(at));
        return this.#form(page, who, sitting, form.refused(parsed.typed, wrong));
      }
      if (typeof minutes === 'number' || expenses > 0) {
        given.push({ member, minutes: typeof minutes === 'number' ? minutes : 0, expenses });
      }
    }
    const done = await this.commands.execute(new KeepHours(context, sitting, given));
    if (isRefusal(done)) return this.#form(page, who, sitting, form.refused(parsed.typed, done));
    return tellDoneToMeeting(page.language, sitting, 'hours');
  }

  async #form(
    page: PageContext,
    who: SomeoneAsking,
    sitting: string,
    state: FormState | undefined,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const { document, kept } = await hoursOfSitting(this.service, who, sitting);
    const { members } = document.state.opened;
    const people = await namesOfPeople(this.service, who, members);
    const form = hoursForm(members);
    const before = Object.fromEntries(
      members.flatMap((member, at) => {
        const found = kept.find((each) => each.member === member);
        return found === undefined
          ? []
          : [
              [minutesOf(at), String(found.minutes)],
              [expensesOf(at), found.expenses === 0 ? '' : plainPounds(found.expenses)],
            ];
      }),
    );
    const { errors, fields } = showForm(form, state ?? form.filled(before), words, panelReviewErrors);
    const all: Readonly<Record<string, object>> = fields;
    const pay = document.state.arrangements?.payAnHour ?? null;
    const view = {
      title: words('heading-keep'),
      backLink: seeMeeting.to({ language, sitting }),
      errors,
      heading: words('heading-keep'),
      explanation: words('explanation-keep'),
      pay: pay === null ? words('pay-none') : words('pay-now', { pay: writePounds(language, pay) }),
      members: members.map((member, at) => ({
        minutes: macroParams({
          ...all[minutesOf(at)],
          label: { text: words('minutes-of', { name: people(member) }) },
          inputmode: 'numeric',
          width: 4,
        }),
        expenses: macroParams({
          ...all[expensesOf(at)],
          label: { text: words('expenses-of', { name: people(member) }) },
          prefix: '£',
          width: 5,
        }),
      })),
      send: words('save'),
    };
    return htmlReply(template, view, page);
  }
}
