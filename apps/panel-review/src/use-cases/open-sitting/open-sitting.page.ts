import { Body, Controller, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { openMeeting, seeMeeting } from '../../addresses.js';
import { allDomains, openSittingForm, openSittingView, whichPanelView } from './open-sitting.view.js';
import { OpenSitting } from './open-sitting.command.js';
import { panelsLedBy, type PanelLed } from './panels-led.js';

const whichPanelTemplate = pageTemplate(import.meta.url, 'which-panel.njk');
const template = pageTemplate(import.meta.url, 'open-sitting.njk');
const allWords = loadWords(import.meta.url, 'open-sitting');

/** First which panel, where somebody leads several; then for which period and how. */
@Controller()
export class OpenSittingPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(openMeeting)
  @Allow('facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Query('panel') asked: string | undefined,
  ): Promise<PageAnswer> {
    const led = await panelsLedBy(this.service, who);
    const [only, another] = led;
    const chosen = another === undefined ? only : led.find(({ convened }) => convened.id === asked);
    if (chosen !== undefined) return this.#form(page, chosen, openSittingForm(chosen).empty);
    return htmlReply(whichPanelTemplate, whichPanelView(led, allWords[page.language]), page);
  }

  @Send(openMeeting)
  @Allow('facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Query('panel') asked: string | undefined,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const led = await panelsLedBy(this.service, who);
    const panel = led.find(({ convened }) => convened.id === asked);
    if (panel === undefined) return throwRefusal(refuse('panel-not-found', 'panel'));
    const form = openSittingForm(panel);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#form(page, panel, parsed);
    const { period, domain, method, secret, heldIn } = parsed.values;
    const done = await this.commands.execute(
      new OpenSitting(context, {
        programme: panel.convened.programme,
        panel: panel.convened.panel,
        period,
        domain: domain === allDomains ? null : domain,
        method,
        heldIn,
        ...(secret.length > 0 ? { secret: true } : {}),
      }),
    );
    if (isRefusal(done)) return this.#form(page, panel, form.refused(parsed.typed, done));
    return seeOther(seeMeeting.to({ language: page.language, sitting: done.sitting }));
  }

  #form(page: PageContext, panel: PanelLed, state: FormState): PageAnswer {
    return htmlReply(template, openSittingView(panel, state, allWords[page.language]), page);
  }
}
