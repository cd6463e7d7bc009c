import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { seeFeedback } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { closeFeedbackPage, writeFeedbackPage } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import type { FeedbackDocument } from '../../read-models/feedback/feedback.js';
import { feedbackFor } from '../../telling-back/feedback-for.js';
import { StopContact } from '../choose-contact/choose-contact.command.js';
import { CloseFeedback } from './close-feedback.command.js';
import { closeFeedbackForm, endings } from './close-feedback.form.js';

const template = pageTemplate(import.meta.url, 'close-feedback.njk');
const allWords = loadWords(import.meta.url, 'close-feedback');

@Controller()
export class CloseFeedbackPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(closeFeedbackPage)
  @Allow('evaluator', 'facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('feedback') feedback: string,
  ): Promise<PageAnswer> {
    const found = orThrow(await feedbackFor(this.service, who, feedback));
    return this.#answer(page, found, closeFeedbackForm.empty);
  }

  @Send(closeFeedbackPage)
  @Allow('evaluator', 'facilitator')
  async close(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('feedback') feedback: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const found = orThrow(await feedbackFor(this.service, who, feedback));
    const parsed = closeFeedbackForm.parse(body);
    if (!parsed.ok) return this.#answer(page, found, parsed);
    const { as, stop } = parsed.values;
    // First that nobody writes: it must hold even if ending is refused.
    if (stop.includes('stop')) {
      const stopping = { ...context, commandId: idFrom(context.commandId, 'stop contact') };
      const { story: id, organisation } = found;
      orThrow(await this.commands.execute(new StopContact(stopping, { id, organisation }, 'staff')));
    }
    const done = await this.commands.execute(new CloseFeedback(context, who, feedback, as));
    if (isRefusal(done)) return this.#answer(page, found, closeFeedbackForm.refused(parsed.typed, done));
    const { programme, period } = found;
    return seeOther(seeFeedback.to({ language: page.language }, { programme, period }));
  }

  #answer(page: PageContext, { id: feedback, to, item }: FeedbackDocument, state: FormState): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const { errors, fields } = showForm(closeFeedbackForm, state, words, storySubmissionErrors);
    const view = {
      title: words('title'),
      backLink: writeFeedbackPage.to({ language, feedback }),
      errors,
      heading: words('heading', { reference: item.drafted.reference }),
      explanation: words('explanation'),
      as: macroParams({
        ...fields.as,
        fieldset: { legend: { text: words('as'), classes: 'nhsuk-fieldset__legend--m' } },
        items: endings.map((value) => ({
          value,
          text: words(`as-${value}`),
          hint: { text: words(`as-${value}-hint`) },
        })),
      }),
      stop:
        to === 'collector'
          ? null
          : macroParams({
              ...fields.stop,
              fieldset: { legend: { text: words('stop'), classes: 'nhsuk-fieldset__legend--m' } },
              items: [{ value: 'stop', text: words('stop-yes'), hint: { text: words('stop-hint') } }],
            }),
      send: words('send'),
    };
    return htmlReply(template, view, page);
  }
}
