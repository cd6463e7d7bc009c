import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
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

import { placeNewPanelPage, placePanelPage } from '../../addresses.js';
import { tellOn } from '../../outcome-told.js';
import { programmeToChange } from '../../programme-to-change.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import { versionShown } from '../../version-shown.js';
import { PlacePanel } from './place-panel.command.js';
import { namingPanels, panelOf, placePanelForm, typedOf } from './place-panel.form.js';
import { placePanelView } from './place-panel.view.js';

const template = pageTemplate(import.meta.url, 'place-panel.njk');
const words = loadWords(import.meta.url, 'place-panel');

/** One form for a new panel and for one that stands on the ladder. */
@Controller()
export class PlacePanelPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(placeNewPanelPage)
  @Allow('administrator', 'evaluator')
  showNew(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    return this.#show(page, who, programme, undefined);
  }

  @Page(placePanelPage)
  @Allow('administrator', 'evaluator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('panel') panel: string,
  ): Promise<PageAnswer> {
    return this.#show(page, who, programme, panel);
  }

  @Send(placeNewPanelPage)
  @Allow('administrator', 'evaluator')
  sendNew(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    return this.#send(page, who, context, programme, undefined, body);
  }

  @Send(placePanelPage)
  @Allow('administrator', 'evaluator')
  send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('panel') panel: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    return this.#send(page, who, context, programme, panel, body);
  }

  async #show(
    page: PageContext,
    who: SomeoneAsking,
    programme: string,
    panel: string | undefined,
  ): Promise<PageAnswer> {
    const found = await this.#programme(who, programme, panel);
    const known = found.design.panels.find(({ id }) => id === panel);
    const state = typedOf(placePanelForm(found.design, panel), found.design, known);
    return this.#answer(page, found, panel, state, undefined);
  }

  async #send(
    page: PageContext,
    who: SomeoneAsking,
    context: CommandContext,
    programme: string,
    panel: string | undefined,
    body: unknown,
  ): Promise<PageAnswer> {
    const found = await this.#programme(who, programme, panel);
    const form = placePanelForm(found.design, panel);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#answer(page, found, panel, parsed, body);
    const { values, typed } = parsed;
    const asked = new PlacePanel(context, programme, panelOf(values, panel), values.why ?? null);
    const done = await this.commands.execute(asked);
    if (isRefusal(done)) {
      const refusal = namingPanels(done, found.design, asked.panel.name[page.language], page.language);
      return this.#answer(page, found, panel, form.refused(typed, refusal), body);
    }
    const told = panel === undefined ? 'panel-added' : 'panel-changed';
    return tellOn(this.service, done, { language: page.language, programme }, told);
  }

  async #programme(who: SomeoneAsking, programme: string, panel: string | undefined): Promise<ProgrammeDocument> {
    const found = await programmeToChange(this.queries, who, programme);
    const isThere = panel === undefined || found.design.panels.some(({ id }) => id === panel);
    return isThere ? found : throwRefusal(refuse('ladder-panel-not-found', 'panel'));
  }

  #answer(
    page: PageContext,
    found: ProgrammeDocument,
    panel: string | undefined,
    state: FormState,
    body: unknown,
  ): PageAnswer {
    const version = versionShown(body, state, found.version, page.language);
    return htmlReply(template, placePanelView(found, panel, state, version, words[page.language]), page);
  }
}
