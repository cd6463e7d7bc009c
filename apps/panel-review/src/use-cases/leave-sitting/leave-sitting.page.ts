import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
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

import { leaveMeetingPage, seeMeeting, seeMeetings } from '../../addresses.js';
import { membersPresent, type SittingState } from '../../domain/sitting/state.js';
import { panelReviewErrors } from '../../errors.js';
import { minutesInstead } from '../../reading-meetings/minutes-instead.js';
import { sittingFor } from '../../reading-meetings/sitting-for.js';
import { LeaveSitting } from './leave-sitting.command.js';

const template = pageTemplate(import.meta.url, 'leave-sitting.njk');
const allWords = loadWords(import.meta.url, 'leave-sitting');

const leaveForm = (members: readonly string[]) =>
  defineForm({ member: choice({ options: members, required: 'member-missing' }) });

/** A facilitator says who no longer comes; a member says so of themselves. */
@Controller()
export class LeaveSittingPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(leaveMeetingPage)
  @Allow('facilitator', 'panel-member')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    const minutes = await minutesInstead(this.service, who, sitting, page.language);
    if (minutes !== undefined) return minutes;
    const { state } = await sittingFor(this.service, who, sitting);
    return this.#form(page, who, state, leaveForm(whoMayLeave(state, who.person)).empty);
  }

  @Send(leaveMeetingPage)
  @Allow('facilitator', 'panel-member')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { state } = await sittingFor(this.service, who, sitting);
    const form = leaveForm(whoMayLeave(state, who.person));
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#form(page, who, state, parsed);
    const { member } = parsed.values;
    const done = await this.commands.execute(new LeaveSitting(context, sitting, member));
    if (isRefusal(done)) return this.#form(page, who, state, form.refused(parsed.typed, done));
    const { language } = page;
    const isGone = member === who.person && state.opened.facilitator !== who.person;
    return seeOther(isGone ? seeMeetings.to({ language }) : seeMeeting.to({ language, sitting }));
  }

  async #form(page: PageContext, who: SomeoneAsking, sitting: SittingState, state: FormState): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const mayLeave = whoMayLeave(sitting, who.person);
    const people = await namesOfPeople(this.service, who, mayLeave);
    const { errors, fields } = showForm(leaveForm(mayLeave), state, words, panelReviewErrors);
    const isOwn = sitting.opened.facilitator !== who.person;
    const heading = words(isOwn ? 'heading-own' : 'heading');
    const view = {
      title: heading,
      backLink: seeMeeting.to({ language, sitting: sitting.opened.sitting }),
      errors,
      heading,
      explanation: words(isOwn ? 'explanation-own' : 'explanation'),
      // One to choose from is nothing to choose: the button says it.
      own: isOwn ? (mayLeave[0] ?? '') : '',
      nobody: mayLeave.length === 0 ? words('nobody') : '',
      member: macroParams({
        ...fields.member,
        fieldset: { legend: { text: words('member'), size: 'm' } },
        items: mayLeave.map((member) => ({ value: member, text: people(member) })),
      }),
      send: words(isOwn ? 'send-own' : 'send'),
      notNow: words('not-now'),
    };
    return htmlReply(template, view, page);
  }
}

const whoMayLeave = (sitting: SittingState, person: string): readonly string[] =>
  membersPresent(sitting).filter((member) => sitting.opened.facilitator === person || member === person);
