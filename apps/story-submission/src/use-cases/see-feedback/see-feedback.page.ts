import { Body, Controller, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import { seeFeedback } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { textsIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { programmesToldBackBy } from '../../telling-back/feedback-for.js';
import { askedOf } from './asked-feedback.js';
import { SeeFeedback, SeeFeedbackProgress } from './see-feedback.query.js';
import { seeFeedbackView, type Told } from './see-feedback.view.js';
import { SendMany } from './send-many.command.js';

const template = pageTemplate(import.meta.url, 'see-feedback.njk');
const words = loadWords(import.meta.url, 'see-feedback');
const onAPage = 50;

@Controller()
export class SeeFeedbackPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeFeedback)
  @Allow('evaluator', 'facilitator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<PageAnswer> {
    const number = (name: string): number => Number(query[name] ?? 0) || 0;
    const told: Told = query['sent'] === undefined ? 'nothing' : { sent: number('sent'), left: number('left') };
    return this.#list(page, who, query, told);
  }

  /** Those that are ticked, each by the way that its addressee chose. */
  @Send(seeFeedback)
  @Allow('evaluator', 'facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Query() query: Readonly<Record<string, unknown>>,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const ticked = textsIn(body, 'feedback');
    if (ticked.length === 0) return this.#list(page, who, query, 'none-ticked');
    const { sent, left } = await this.commands.execute(new SendMany(context, who, ticked));
    const { programme, filter, after } = askedOf(query);
    return seeOther(
      seeFeedback.to(
        { language: page.language },
        { programme, ...filter, after, sent: sent.length, left: left.length },
      ),
    );
  }

  async #list(
    page: PageContext,
    who: SomeoneAsking,
    query: Readonly<Record<string, unknown>>,
    told: Told,
  ): Promise<PageAnswer> {
    const designs = await programmesToldBackBy(this.service, who);
    const asked = askedOf(query);
    const design = designs.find(({ id }) => id === (asked.programme ?? designs[0]?.id));
    if (design === undefined && asked.programme !== undefined) {
      return throwRefusal(refuse('story-programme-unknown', 'programme'));
    }
    const now = this.service.clock.now();
    const shown =
      design === undefined
        ? { found: { items: [] }, progress: [] }
        : {
            found: await this.queries.execute(
              new SeeFeedback(who, { ...asked.filter, programme: design.id }, now, asked.after, onAPage),
            ),
            progress: await this.queries.execute(new SeeFeedbackProgress(who.organisation, design)),
          };
    return htmlReply(
      template,
      seeFeedbackView({ designs, design, asked, now, told, ...shown }, words[page.language]),
      page,
    );
  }
}
