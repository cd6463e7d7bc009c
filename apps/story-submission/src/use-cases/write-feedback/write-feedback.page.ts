import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';
import type { FormState } from '#web/forms/form.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { postLetterPage, writeFeedbackPage } from '../../addresses.js';
import { usualChannel } from '../../domain/feedback/feedback.js';
import { SeeOneFeedback, type OneFeedback } from './see-one-feedback.query.js';
import { WriteFeedback } from './write-feedback.command.js';
import { writeFeedbackForm } from './write-feedback.form.js';
import { writeFeedbackView } from './write-feedback.view.js';

const template = pageTemplate(import.meta.url, 'write-feedback.njk');
const words = loadWords(import.meta.url, 'write-feedback');

@Controller()
export class WriteFeedbackPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Page(writeFeedbackPage)
  @Allow('evaluator', 'facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('feedback') feedback: string,
  ): Promise<PageAnswer> {
    const seen = orThrow(await this.queries.execute(new SeeOneFeedback(who, feedback)));
    const typed = { wording: seen.wording ?? '', channel: usualChannel(seen.route) ?? '' };
    return this.#answer(page, seen, writeFeedbackForm.filled(typed));
  }

  /** Two buttons: keep the words, or send them. */
  @Send(writeFeedbackPage)
  @Allow('evaluator', 'facilitator')
  async write(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('feedback') feedback: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const seen = orThrow(await this.queries.execute(new SeeOneFeedback(who, feedback)));
    const parsed = writeFeedbackForm.parse(body);
    if (!parsed.ok) return this.#answer(page, seen, parsed);
    const isSending = textIn(body, 'act') === 'send';
    const { wording, channel } = parsed.values;
    const again = (state: FormState): PageAnswer => this.#answer(page, seen, state);
    if (isSending && channel === undefined) {
      const wrong = { kind: 'wrong' as const, field: 'channel', wrong: { words: 'channel-missing' } };
      return again({ typed: parsed.typed, errors: [wrong] });
    }
    // A letter is printed first: it is sent when somebody has posted it.
    const sentBy = isSending && channel !== 'letter' ? channel : undefined;
    const done = await this.commands.execute(new WriteFeedback(context, who, feedback, wording, sentBy));
    if (isRefusal(done)) return again(writeFeedbackForm.refused(parsed.typed, done));
    const leadsTo = isSending && channel === 'letter' ? postLetterPage : writeFeedbackPage;
    return seeOther(leadsTo.to({ language, feedback }));
  }

  #answer(page: PageContext, seen: OneFeedback, state: FormState): PageAnswer {
    return htmlReply(template, writeFeedbackView(seen, state, words[page.language]), page);
  }
}
