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

import { reviseConsentWordingPage } from '../../addresses.js';
import { tellOn } from '../../outcome-told.js';
import { programmeToChange } from '../../programme-to-change.js';
import { versionShown } from '../../version-shown.js';
import { ReviseConsentWording } from './revise-consent-wording.command.js';
import { wordingTyped, wordingGiven, reviseConsentWordingForm } from './revise-consent-wording.form.js';
import { reviseConsentWordingView } from './revise-consent-wording.view.js';

const template = pageTemplate(import.meta.url, 'revise-consent-wording.njk');
const words = loadWords(import.meta.url, 'revise-consent-wording');

@Controller()
export class ReviseConsentWordingPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(reviseConsentWordingPage)
  @Allow('administrator', 'evaluator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, who, programme, undefined, undefined);
  }

  @Send(reviseConsentWordingPage)
  @Allow('administrator', 'evaluator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    await programmeToChange(this.queries, who, programme);
    const parsed = reviseConsentWordingForm.parse(body);
    if (!parsed.ok) return this.#answer(page, who, programme, parsed, body);
    const { values, typed } = parsed;
    const done = await this.commands.execute(
      new ReviseConsentWording(context, programme, wordingGiven(values), values.why),
    );
    if (isRefusal(done)) return this.#answer(page, who, programme, reviseConsentWordingForm.refused(typed, done), body);
    return tellOn(this.service, done, { language: page.language, programme }, 'wording-revised');
  }

  async #answer(
    page: PageContext,
    who: PersonAsking | OperatorAsking,
    programme: string,
    answered: FormState | undefined,
    body: unknown,
  ): Promise<PageAnswer> {
    const found = await programmeToChange(this.queries, who, programme);
    const state = answered ?? wordingTyped(found.design);
    const version = versionShown(body, state, found.version, page.language);
    return htmlReply(template, reviseConsentWordingView(found, state, version, words[page.language]), page);
  }
}
