import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { reviseRulesPage } from '../../addresses.js';
import { tellOn } from '../../outcome-told.js';
import { programmeToChange } from '../../programme-to-change.js';
import { versionShown } from '../../version-shown.js';
import { ReviseRules } from './revise-rules.command.js';
import { rulesTyped, rulesGiven, reviseRulesForm } from './revise-rules.form.js';
import { reviseRulesView } from './revise-rules.view.js';

const template = pageTemplate(import.meta.url, 'revise-rules.njk');
const words = loadWords(import.meta.url, 'revise-rules');

@Controller()
export class ReviseRulesPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(reviseRulesPage)
  @Allow('administrator', 'evaluator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, who, programme, undefined, undefined);
  }

  @Send(reviseRulesPage)
  @Allow('administrator', 'evaluator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    await programmeToChange(this.queries, who, programme);
    const parsed = reviseRulesForm.parse(body);
    if (!parsed.ok) return this.#answer(page, who, programme, parsed, body);
    const { values, typed } = parsed;
    const done = await this.commands.execute(new ReviseRules(context, programme, rulesGiven(values), values.why));
    if (isRefusal(done)) return this.#answer(page, who, programme, reviseRulesForm.refused(typed, done), body);
    return tellOn(this.service, done, { language: page.language, programme }, 'rules-revised');
  }

  async #answer(
    page: PageContext,
    who: PersonAsking | OperatorAsking,
    programme: string,
    answered: FormState | undefined,
    body: unknown,
  ): Promise<PageAnswer> {
    const found = await programmeToChange(this.queries, who, programme);
    const state = answered ?? rulesTyped(found.design);
    const version = versionShown(body, state, found.version, page.language);
    return htmlReply(template, reviseRulesView(found, state, version, words[page.language]), page);
  }
}
