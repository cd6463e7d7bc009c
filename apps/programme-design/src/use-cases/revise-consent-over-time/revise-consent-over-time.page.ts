import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import type { PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { reviseConsentOverTimePage } from '../../addresses.js';
import { RevisionPage } from '../../revision-page.js';
import { ReviseConsentOverTime } from './revise-consent-over-time.command.js';
import {
  consentOverTimeGiven,
  consentOverTimeTyped,
  reviseConsentOverTimeForm,
} from './revise-consent-over-time.form.js';
import { reviseConsentOverTimeView } from './revise-consent-over-time.view.js';

@Controller()
export class ReviseConsentOverTimePage {
  readonly #page;

  constructor(commands: CommandBus, queries: QueryBus, service: ServiceRuntime) {
    this.#page = new RevisionPage(commands, queries, service, {
      template: pageTemplate(import.meta.url, 'revise-consent-over-time.njk'),
      words: loadWords(import.meta.url, 'revise-consent-over-time'),
      form: reviseConsentOverTimeForm,
      typed: consentOverTimeTyped,
      view: reviseConsentOverTimeView,
      command: (context, programme, values) =>
        new ReviseConsentOverTime(context, programme, consentOverTimeGiven(values), values.why),
      told: 'consent-over-time-revised',
    });
  }

  @Page(reviseConsentOverTimePage)
  @Allow('administrator', 'evaluator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    return this.#page.show(page, who, programme);
  }

  @Send(reviseConsentOverTimePage)
  @Allow('administrator', 'evaluator')
  send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    return this.#page.send(page, who, context, programme, body);
  }
}
