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

import { reviseRulesPage } from '../../addresses.js';
import { RevisionPage } from '../../revision-page.js';
import { ReviseRules } from './revise-rules.command.js';
import { reviseRulesForm, rulesGiven, rulesTyped } from './revise-rules.form.js';
import { reviseRulesView } from './revise-rules.view.js';

@Controller()
export class ReviseRulesPage {
  readonly #page;

  constructor(commands: CommandBus, queries: QueryBus, service: ServiceRuntime) {
    this.#page = new RevisionPage(commands, queries, service, {
      template: pageTemplate(import.meta.url, 'revise-rules.njk'),
      words: loadWords(import.meta.url, 'revise-rules'),
      form: reviseRulesForm,
      typed: rulesTyped,
      view: reviseRulesView,
      command: (context, programme, values) => new ReviseRules(context, programme, rulesGiven(values), values.why),
      told: 'rules-revised',
    });
  }

  @Page(reviseRulesPage)
  @Allow('administrator', 'evaluator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    return this.#page.show(page, who, programme);
  }

  @Send(reviseRulesPage)
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
