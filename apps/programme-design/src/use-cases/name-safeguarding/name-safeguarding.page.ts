import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { nameSafeguardingPage } from '../../addresses.js';
import { tellOn } from '../../outcome-told.js';
import { programmeToChange } from '../../programme-to-change.js';
import { versionShown } from '../../version-shown.js';
import { NameSafeguarding } from './name-safeguarding.command.js';
import { nameSafeguardingForm, safeguardingGiven, safeguardingTyped } from './name-safeguarding.form.js';
import { nameSafeguardingView } from './name-safeguarding.view.js';
import { staffOfProgramme, type StaffMember } from '../../staff-of-programme.js';

const template = pageTemplate(import.meta.url, 'name-safeguarding.njk');
const words = loadWords(import.meta.url, 'name-safeguarding');

@Controller()
export class NameSafeguardingPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(nameSafeguardingPage)
  @Allow('administrator', 'evaluator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    const staff = await this.#staff(who, programme);
    return this.#answer(page, who, programme, staff, undefined, undefined);
  }

  @Send(nameSafeguardingPage)
  @Allow('administrator', 'evaluator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const staff = await this.#staff(who, programme);
    const form = formFor(staff);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#answer(page, who, programme, staff, parsed, body);
    const { values, typed } = parsed;
    const named = safeguardingGiven(values);
    const done = await this.commands.execute(new NameSafeguarding(context, programme, named, values.why ?? null));
    if (isRefusal(done)) return this.#answer(page, who, programme, staff, form.refused(typed, done), body);
    return tellOn(this.service, done, { language: page.language, programme }, 'safeguarding-named');
  }

  async #staff(who: SomeoneAsking, programme: string): Promise<readonly StaffMember[]> {
    await programmeToChange(this.queries, who, programme);
    return staffOfProgramme(this.service, who, programme);
  }

  async #answer(
    page: PageContext,
    who: SomeoneAsking,
    programme: string,
    staff: readonly StaffMember[],
    answered: FormState | undefined,
    body: unknown,
  ): Promise<PageAnswer> {
    const found = await programmeToChange(this.queries, who, programme);
    const form = formFor(staff);
    const state = answered ?? safeguardingTyped(form, found.design);
    const version = versionShown(body, state, found.version, page.language);
    return htmlReply(template, nameSafeguardingView(found, staff, form, state, version, words[page.language]), page);
  }
}

const formFor = (staff: readonly StaffMember[]) => nameSafeguardingForm(staff.map(({ person }) => person));
