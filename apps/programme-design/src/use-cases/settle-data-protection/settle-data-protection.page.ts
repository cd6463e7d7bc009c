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

import { settleDataProtectionPage } from '../../addresses.js';
import { RevisionPage } from '../../revision-page.js';
import { SettleDataProtection } from './settle-data-protection.command.js';
import { dataProtectionForm, dataProtectionGiven, dataProtectionTyped } from './settle-data-protection.form.js';
import { settleDataProtectionView } from './settle-data-protection.view.js';

@Controller()
export class SettleDataProtectionPage {
  readonly #page;

  constructor(commands: CommandBus, queries: QueryBus, service: ServiceRuntime) {
    this.#page = new RevisionPage(commands, queries, service, {
      template: pageTemplate(import.meta.url, 'settle-data-protection.njk'),
      words: loadWords(import.meta.url, 'settle-data-protection'),
      form: dataProtectionForm,
      typed: dataProtectionTyped,
      view: settleDataProtectionView,
      command: (context, programme, values, design) =>
        new SettleDataProtection(context, programme, dataProtectionGiven(design, values), values.why),
      told: 'data-protection-settled',
    });
  }

  @Page(settleDataProtectionPage)
  @Allow('administrator', 'evaluator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    return this.#page.show(page, who, programme);
  }

  @Send(settleDataProtectionPage)
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
