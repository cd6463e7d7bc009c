import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { loadWords } from '#web/words/words.js';

import { revisePanelRulesPage } from '../../addresses.js';
import { rulesTemplate } from '../../choosing-rules/rules-asked.js';
import { tellOn } from '../../outcome-told.js';
import { programmeToChange, type Asking } from '../../programme-to-change.js';
import { versionShown } from '../../version-shown.js';
import { RevisePanelRules } from './revise-panel-rules.command.js';
import { panelRulesGiven, panelRulesTyped, revisePanelRulesForm } from './revise-panel-rules.form.js';
import { revisePanelRulesView } from './revise-panel-rules.view.js';

const words = loadWords(import.meta.url, 'revise-panel-rules');

/** Which panel of which programme. */
interface At {
  readonly programme: string;
  readonly panel: string;
}

@Controller()
export class RevisePanelRulesPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(revisePanelRulesPage)
  @Allow('administrator', 'evaluator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: Asking,
    @Param('programme') programme: string,
    @Param('panel') panel: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, who, { programme, panel });
  }

  @Send(revisePanelRulesPage)
  @Allow('administrator', 'evaluator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: Asking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('panel') panel: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    await programmeToChange(this.queries, who, programme);
    const parsed = revisePanelRulesForm.parse(body);
    if (!parsed.ok) return this.#answer(page, who, { programme, panel }, parsed, body);
    const { values, typed } = parsed;
    const rules = panelRulesGiven(values);
    const done = isRefusal(rules)
      ? rules
      : await this.commands.execute(new RevisePanelRules(context, programme, panel, rules, values.why));
    if (isRefusal(done)) {
      return this.#answer(page, who, { programme, panel }, revisePanelRulesForm.refused(typed, done), body);
    }
    return tellOn(this.service, done, { language: page.language, programme }, 'panel-rules-revised');
  }

  async #answer(page: PageContext, who: Asking, at: At, answered?: FormState, body?: unknown): Promise<PageAnswer> {
    const found = await programmeToChange(this.queries, who, at.programme);
    const panel =
      found.design.panels.find(({ id }) => id === at.panel) ?? throwRefusal(refuse('ladder-panel-not-found', 'panel'));
    const state = answered ?? panelRulesTyped(panel);
    const version = versionShown(body, state, found.version, page.language);
    return htmlReply(rulesTemplate, revisePanelRulesView(found, panel, state, version, words[page.language]), page);
  }
}
