import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { takePanelOffPage } from '../../addresses.js';
import { tellOn } from '../../outcome-told.js';
import { programmeToChange } from '../../programme-to-change.js';
import { versionShown } from '../../version-shown.js';
import { TakePanelOff } from './take-panel-off.command.js';
import { takePanelOffForm } from './take-panel-off.form.js';
import { takePanelOffView } from './take-panel-off.view.js';

const template = pageTemplate(import.meta.url, 'take-panel-off.njk');
const words = loadWords(import.meta.url, 'take-panel-off');

@Controller()
export class TakePanelOffPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(takePanelOffPage)
  @Allow('administrator', 'evaluator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('programme') programme: string,
    @Param('panel') panel: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, who, programme, panel, takePanelOffForm.empty, undefined);
  }

  @Send(takePanelOffPage)
  @Allow('administrator', 'evaluator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('panel') panel: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    await programmeToChange(this.queries, who, programme);
    const parsed = takePanelOffForm.parse(body);
    if (!parsed.ok) return this.#answer(page, who, programme, panel, parsed, body);
    const done = await this.commands.execute(new TakePanelOff(context, programme, panel, parsed.values.why ?? null));
    if (!isRefusal(done)) {
      return tellOn(this.service, done, { language: page.language, programme }, 'panel-taken-off');
    }
    return this.#answer(page, who, programme, panel, takePanelOffForm.refused(parsed.typed, done), body);
  }

  async #answer(
    page: PageContext,
    who: PersonAsking | OperatorAsking,
    programme: string,
    panel: string,
    state: FormState,
    body: unknown,
  ): Promise<PageAnswer> {
    const found = await programmeToChange(this.queries, who, programme);
    const there =
      found.design.panels.find(({ id }) => id === panel) ?? throwRefusal(refuse('ladder-panel-not-found', 'panel'));
    const version = versionShown(body, state, found.version, page.language);
    return htmlReply(template, takePanelOffView(found, there, state, version, words[page.language]), page);
  }
}
