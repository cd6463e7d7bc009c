import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { knownPeople } from '#service-kit/known/known-people.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { arrangementsPage } from '../../addresses.js';
import { membersPresent } from '../../domain/sitting/state.js';
import { penceFrom } from '../../money.js';
import { sittingLedBy } from '../../reading-meetings/sitting-for.js';
import { ArrangeMeeting } from './arrange-meeting.command.js';
import { arrangementsForm, arrangeMeetingView, type Named } from './arrange-meeting.view.js';
import { arrangementsFor, type ArrangementsSeen } from './arrangements-for.js';

const template = pageTemplate(import.meta.url, 'arrange-meeting.njk');
const words = loadWords(import.meta.url, 'arrange-meeting');

/** What was recorded, for everybody who sits; the form with it for who leads. */
@Controller()
export class ArrangeMeetingPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(arrangementsPage)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    return this.#shown(page, who, sitting, undefined);
  }

  @Send(arrangementsPage)
  @Allow('facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    await sittingLedBy(this.service, who, sitting);
    const seen = await arrangementsFor(this.service, who, sitting);
    const form = arrangementsForm(membersPresent(seen.document.state), await this.#mayHelp(who, seen));
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#shown(page, who, sitting, parsed);
    const { livedExperience = null, coFacilitator, payAnHour = '', breakAfter = null } = parsed.values;
    const pence = payAnHour.trim() === '' ? null : penceFrom(payAnHour);
    if (pence === undefined) {
      return this.#shown(page, who, sitting, form.refused(parsed.typed, refuse('amount-wrong', 'payAnHour')));
    }
    const given = {
      ...{ livedExperience, breakAfter, payAnHour: pence === 0 ? null : pence, coFacilitator: coFacilitator ?? null },
      speakLast: parsed.values.speakLast,
      areExpensesPaid: parsed.values.areExpensesPaid === 'yes',
      isDebriefOffered: parsed.values.isDebriefOffered === 'yes',
      groundRules: parsed.values.groundRules ?? '',
    };
    const done = await this.commands.execute(new ArrangeMeeting(context, sitting, given));
    if (isRefusal(done)) return this.#shown(page, who, sitting, form.refused(parsed.typed, done));
    return seeOther(arrangementsPage.to({ language: page.language, sitting }));
  }

  async #shown(
    page: PageContext,
    who: SomeoneAsking,
    sitting: string,
    state: FormState | undefined,
  ): Promise<PageAnswer> {
    const seen = await arrangementsFor(this.service, who, sitting);
    const { facilitator } = seen.document.state.opened;
    const isLed = facilitator === who.person && !seen.document.isClosed;
    const helpers = isLed ? await this.#named(who, await this.#mayHelp(who, seen)) : [];
    return htmlReply(template, arrangeMeetingView(seen, isLed ? { helpers, state } : null, words[page.language]), page);
  }

  /** Members, and whoever facilitates in the organisation; not who leads it. */
  async #mayHelp(who: SomeoneAsking, { document }: ArrangementsSeen): Promise<readonly string[]> {
    const { facilitator } = document.state.opened;
    const ids = new Set(membersPresent(document.state));
    const { organisation } = who;
    for await (const { id, roles } of this.service.views.stream(knownPeople, {
      index: 'byOrganisation',
      equals: { organisation },
    })) {
      if (roles.some(({ role }) => role === 'facilitator')) ids.add(id);
    }
    ids.delete(facilitator);
    return [...ids];
  }

  async #named(who: SomeoneAsking, ids: readonly string[]): Promise<readonly Named[]> {
    const name = await namesOfPeople(this.service, who, ids);
    return ids.map((id) => ({ id, name: name(id) }));
  }
}
