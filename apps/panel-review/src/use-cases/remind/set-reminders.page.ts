import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { wholeNumber } from '#web/forms/number-fields.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { remindersPage, seeMeetings, seePanels } from '../../addresses.js';
import { mostDays } from '../../domain/panel/reminders.js';
import { panelReviewErrors } from '../../errors.js';
import { panelForReminders } from './panel-for-reminders.js';
import { SetReminders } from './set-reminders.command.js';

const template = pageTemplate(import.meta.url, 'set-reminders.njk');
const allWords = loadWords(import.meta.url, 'set-reminders');

const remindersForm = defineForm({
  daysBefore: wholeNumber({ wrong: 'days-before-wrong', least: 0, most: mostDays }),
  daysAfter: wholeNumber({ wrong: 'days-after-wrong', least: 1, most: mostDays }),
});

interface Of {
  readonly programme: string;
  readonly panel: string;
}

@Controller()
export class SetRemindersPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(remindersPage)
  @Allow('administrator', 'evaluator', 'facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('panel') panel: string,
  ): Promise<PageAnswer> {
    const { reminders } = await panelForReminders(this.service, who, programme, panel);
    const typed = (days: number | null): string => (days === null ? '' : String(days));
    const filled = { daysBefore: typed(reminders.daysBefore), daysAfter: typed(reminders.daysAfter) };
    return this.#form(page, who, { programme, panel }, remindersForm.filled(filled));
  }

  @Send(remindersPage)
  @Allow('administrator', 'evaluator', 'facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('panel') panel: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    await panelForReminders(this.service, who, programme, panel);
    const parsed = remindersForm.parse(body);
    if (!parsed.ok) return this.#form(page, who, { programme, panel }, parsed);
    const { daysBefore = null, daysAfter = null } = parsed.values;
    const done = await this.commands.execute(new SetReminders(context, programme, panel, { daysBefore, daysAfter }));
    if (isRefusal(done)) {
      return this.#form(page, who, { programme, panel }, remindersForm.refused(parsed.typed, done));
    }
    return seeOther(this.#back(page, who));
  }

  /** Who only leads panels has no page of them. */
  #back({ language }: PageContext, who: SomeoneAsking): string {
    const runs =
      who.kind === 'person' && who.roles.some(({ role }) => role === 'administrator' || role === 'evaluator');
    return runs ? seePanels.to({ language }) : seeMeetings.to({ language });
  }

  async #form(page: PageContext, who: SomeoneAsking, of: Of, state: FormState): Promise<PageAnswer> {
    const words = allWords[page.language];
    const { name } = await panelForReminders(this.service, who, of.programme, of.panel);
    const { errors, fields } = showForm(remindersForm, state, words, panelReviewErrors);
    const heading = words('heading', { panel: name[page.language] });
    const days = { inputmode: 'numeric', width: 3 };
    const view = {
      title: heading,
      backLink: this.#back(page, who),
      errors,
      heading,
      explanation: words('explanation'),
      before: macroParams({
        ...{ ...fields.daysBefore, ...days },
        label: { text: words('days-before'), size: 's' },
        hint: { text: words('none-hint') },
      }),
      after: macroParams({
        ...{ ...fields.daysAfter, ...days },
        label: { text: words('days-after'), size: 's' },
        hint: { text: words('none-hint') },
      }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
