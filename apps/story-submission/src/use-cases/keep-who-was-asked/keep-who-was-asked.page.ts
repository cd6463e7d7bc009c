import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { whoWasAskedPage } from '../../addresses.js';
import { GiveFigures, SetAskingLimit } from './keep-who-was-asked.command.js';
import { figuresForm, figuresGiven, figuresTyped, limitForm } from './keep-who-was-asked.form.js';
import { keepWhoWasAskedView } from './keep-who-was-asked.view.js';
import { keepers, linesOfPeriod, periodOfRegister, registerOfPeriod } from './register-of-period.js';

const template = pageTemplate(import.meta.url, 'keep-who-was-asked.njk');
const allWords = loadWords(import.meta.url, 'keep-who-was-asked');

interface At {
  readonly programme: string;
  readonly period: string;
}

@Controller()
export class KeepWhoWasAskedPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(whoWasAskedPage)
  @Allow(...keepers)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('period') period: string,
    @Query('group') group?: string,
    @Query('change') change?: string,
  ): Promise<PageAnswer> {
    const at = { programme, period };
    await periodOfRegister(this.service, who, programme, period);
    const lines = await linesOfPeriod(this.service, programme, period);
    const chosen = lines.find((line) => (change === 'everybody' ? line.group === null : line.group === group));
    return this.#answer(page, who, at, { figures: figuresTyped(chosen) });
  }

  @Send(whoWasAskedPage)
  @Allow(...keepers)
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('period') period: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const at = { programme, period };
    await periodOfRegister(this.service, who, programme, period);
    const here = seeOther(whoWasAskedPage.to({ language: page.language, ...at }));
    if (textIn(body, 'act') === 'limit') {
      const parsed = limitForm.parse(body);
      if (!parsed.ok) return this.#answer(page, who, at, { limit: parsed });
      const done = await this.commands.execute(new SetAskingLimit(context, programme, parsed.values.atMost));
      return isRefusal(done) ? this.#answer(page, who, at, { limit: limitForm.refused(parsed.typed, done) }) : here;
    }
    const parsed = figuresForm.parse(body);
    if (!parsed.ok) return this.#answer(page, who, at, { figures: parsed });
    const { group = null } = parsed.values;
    const done = await this.commands.execute(
      new GiveFigures(context, programme, period, group, figuresGiven(parsed.values)),
    );
    return isRefusal(done) ? this.#answer(page, who, at, { figures: figuresForm.refused(parsed.typed, done) }) : here;
  }

  async #answer(
    page: PageContext,
    who: SomeoneAsking,
    { programme, period }: At,
    given: { readonly figures?: FormState; readonly limit?: FormState },
  ): Promise<PageAnswer> {
    const register = await registerOfPeriod(this.service, who, programme, period);
    const states = {
      figures: given.figures ?? figuresForm.empty,
      limit: given.limit ?? limitForm.filled({ atMost: String(register.atMost) }),
    };
    return htmlReply(template, keepWhoWasAskedView(register, states, allWords[page.language]), page);
  }
}
