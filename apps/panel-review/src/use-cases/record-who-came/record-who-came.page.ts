import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeMeeting, whoCamePage } from '../../addresses.js';
import { membersInRoom, membersPresent, type SittingState } from '../../domain/sitting/state.js';
import { panelReviewErrors } from '../../errors.js';
import { minutesInstead } from '../../reading-meetings/minutes-instead.js';
import { sittingLedBy } from '../../reading-meetings/sitting-for.js';
import { tellDoneToMeeting } from '../../showing-meetings/done-told.js';
import { RecordWhoCame } from './record-who-came.command.js';

const template = pageTemplate(import.meta.url, 'record-who-came.njk');
const allWords = loadWords(import.meta.url, 'record-who-came');

const whoCameForm = (members: readonly string[]) => defineForm({ came: choices({ options: members }) });

/** Everybody is ticked at first: who leads takes off those who are not there. */
@Controller()
export class RecordWhoCamePage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(whoCamePage)
  @Allow('facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    const minutes = await minutesInstead(this.service, who, sitting, page.language);
    if (minutes !== undefined) return minutes;
    const { state } = await sittingLedBy(this.service, who, sitting);
    if (state.opened.heldIn !== 'room') return throwRefusal(refuse('attendance-without-room'));
    const form = whoCameForm(membersPresent(state));
    return this.#form(page, who, state, form.filled({ came: [...membersInRoom(state)] }));
  }

  @Send(whoCamePage)
  @Allow('facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { state } = await sittingLedBy(this.service, who, sitting);
    const form = whoCameForm(membersPresent(state));
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#form(page, who, state, parsed);
    const done = await this.commands.execute(new RecordWhoCame(context, sitting, parsed.values.came));
    if (isRefusal(done)) return this.#form(page, who, state, form.refused(parsed.typed, done));
    return tellDoneToMeeting(page.language, sitting, 'who-came');
  }

  async #form(page: PageContext, who: SomeoneAsking, sitting: SittingState, state: FormState): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const members = membersPresent(sitting);
    const people = await namesOfPeople(this.service, who, members);
    const { errors, fields } = showForm(whoCameForm(members), state, words, panelReviewErrors);
    const view = {
      title: words('heading'),
      backLink: seeMeeting.to({ language, sitting: sitting.opened.sitting }),
      errors,
      heading: words('heading'),
      explanation: words('explanation'),
      came: macroParams({
        ...fields.came,
        fieldset: { legend: { text: words('came'), size: 'm' } },
        hint: { text: words('came-hint') },
        items: members.map((member) => ({ value: member, text: people(member) })),
      }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
