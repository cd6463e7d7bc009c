import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { date } from '#web/forms/number-fields.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { answerByPage, remindersPage, seeMeeting } from '../../addresses.js';
import { panelReviewErrors } from '../../errors.js';
import { minutesInstead } from '../../reading-meetings/minutes-instead.js';
import { sittingLedBy } from '../../reading-meetings/sitting-for.js';
import { MoveAnswerBy } from './move-answer-by.command.js';

const template = pageTemplate(import.meta.url, 'move-answer-by.njk');
const allWords = loadWords(import.meta.url, 'move-answer-by');

const answerByForm = defineForm({ answerBy: date({ required: 'day-missing', wrong: 'day-wrong' }) });

@Controller()
export class MoveAnswerByPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(answerByPage)
  @Allow('facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    const minutes = await minutesInstead(this.service, who, sitting, page.language);
    if (minutes !== undefined) return minutes;
    return this.#form(page, who, sitting, answerByForm.empty);
  }

  @Send(answerByPage)
  @Allow('facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const parsed = answerByForm.parse(body);
    if (!parsed.ok) return this.#form(page, who, sitting, parsed);
    const done = await this.commands.execute(new MoveAnswerBy(context, sitting, parsed.values.answerBy));
    if (isRefusal(done)) return this.#form(page, who, sitting, answerByForm.refused(parsed.typed, done));
    return seeOther(seeMeeting.to({ language: page.language, sitting }));
  }

  async #form(page: PageContext, who: SomeoneAsking, sitting: string, state: FormState): Promise<PageAnswer> {
    const { language } = page;
    const { programme, panel } = (await sittingLedBy(this.service, who, sitting)).state.opened;
    const words = allWords[language];
    const { errors, fields } = showForm(answerByForm, state, words, panelReviewErrors);
    const view = {
      title: words('heading'),
      backLink: seeMeeting.to({ language, sitting }),
      errors,
      answerBy: macroParams({
        ...fields.answerBy,
        fieldset: { legend: { text: words('heading'), size: 'l', isPageHeading: true } },
        hint: { text: words('explanation') },
      }),
      reminders: { text: words('reminders'), href: remindersPage.to({ language, programme, panel }) },
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
