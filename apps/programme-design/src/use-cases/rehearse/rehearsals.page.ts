import { Body, Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { timeZoneOfWales } from '#contracts/shared/calendar-day.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeDateAndTime } from '#web/written.js';

import { seeProgrammes, seeRehearsalPage, seeRehearsals } from '../../addresses.js';
import { rehearsalKinds } from '../../domain/rehearsal/rehearsal.js';
import { programmeDesignErrors } from '../../errors.js';
import { staffOfProgramme, type StaffMember } from '../../staff-of-programme.js';
import { Rehearse } from './rehearse.command.js';
import { SeeRehearsals } from './see-rehearsals.query.js';

const template = pageTemplate(import.meta.url, 'rehearsals.njk');
const allWords = loadWords(import.meta.url, 'rehearse');

const startForm = (staff: readonly StaffMember[]) =>
  defineForm({
    kind: choice({ options: rehearsalKinds, required: 'kind-missing' }),
    second: choice({ options: staff.map(({ person }) => person), required: 'second-missing' }),
  });

@Controller()
export class RehearsalsPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeRehearsals)
  @Allow('administrator')
  async show(@CurrentPage() page: PageContext, @SignedIn() who: SomeoneAsking): Promise<PageAnswer> {
    const others = await this.#others(who);
    return this.#answer(page, who, others, startForm(others).empty);
  }

  @Send(seeRehearsals)
  @Allow('administrator')
  async start(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const others = await this.#others(who);
    const form = startForm(others);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#answer(page, who, others, parsed);
    const started = await this.commands.execute(new Rehearse(context, { what: 'start', ...parsed.values }));
    if (isRefusal(started)) return this.#answer(page, who, others, form.refused(parsed.typed, started));
    const { rehearsal, done } = started;
    await this.service.views.reached(done.stream, done.version);
    return seeOther(seeRehearsalPage.to({ language: page.language, rehearsal }));
  }

  async #others(who: SomeoneAsking): Promise<readonly StaffMember[]> {
    const staff = await staffOfProgramme(this.service, who, 'rehearsal');
    return staff.filter(({ person }) => person !== who.person);
  }

  async #answer(
    page: PageContext,
    who: SomeoneAsking,
    others: readonly StaffMember[],
    state: FormState,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const found = await this.queries.execute(new SeeRehearsals(who.organisation));
    const { errors, fields } = showForm(startForm(others), state, words, programmeDesignErrors);
    const { value: kindChosen, ...kind } = fields.kind;
    const { idPrefix, ...second } = fields.second;
    const view = {
      title: words('heading'),
      backLink: seeProgrammes.to({ language }),
      errors,
      heading: words('heading'),
      intro: [words('intro'), words('intro-limits')],
      nobody: others.length === 0 ? words('nobody') : '',
      kind: macroParams({
        ...kind,
        fieldset: { legend: { text: words('kind'), size: 'm' } },
        items: rehearsalKinds.map((value) => ({
          ...{ value, text: words(`kind-${value}`), hint: { text: words(`aim-${value}`) } },
          checked: value === kindChosen,
        })),
      }),
      second: macroParams({
        ...second,
        id: idPrefix,
        label: { text: words('second'), size: 'm' },
        hint: { text: words('second-hint') },
        items: [
          { value: '', text: words('choose') },
          ...others.map(({ person: value, name }) => ({ value, text: name })),
        ],
      }),
      start: words('start'),
      before: words('before'),
      empty: words('empty'),
      rows: found.map(({ id, startedAt, rehearsed: { started, ended } }) => ({
        text: words('started', {
          kind: words(`kind-${started.kind}`),
          when: writeDateAndTime(language, new Date(startedAt), timeZoneOfWales),
        }),
        state: words(ended === null ? 'going-on' : 'is-over'),
        href: seeRehearsalPage.to({ language, rehearsal: id }),
      })),
    };
    return htmlReply(template, view, page);
  }
}
