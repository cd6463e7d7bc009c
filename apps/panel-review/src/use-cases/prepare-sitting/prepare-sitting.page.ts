import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { prepareMeetingPage } from '../../addresses.js';
import { needsOfPresent } from '../../reading-meetings/needs-of-members.js';
import { preparationFor } from './preparation-for.js';
import { languageForm, prepareSittingView } from './prepare-sitting.view.js';
import { SettleLanguage } from './settle-language.command.js';

const template = pageTemplate(import.meta.url, 'prepare-sitting.njk');
const words = loadWords(import.meta.url, 'prepare-sitting');

@Controller()
export class PrepareSittingPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(prepareMeetingPage)
  @Allow('facilitator', 'evaluator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('sitting') sitting: string,
  ): Promise<PageAnswer> {
    return this.#shown(page, who, sitting, languageForm.empty);
  }

  @Send(prepareMeetingPage)
  @Allow('facilitator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const parsed = languageForm.parse(body);
    if (!parsed.ok) return this.#shown(page, who, sitting, parsed);
    const { how, because } = parsed.values;
    const done = await this.commands.execute(new SettleLanguage(context, sitting, how, because));
    if (isRefusal(done)) return this.#shown(page, who, sitting, languageForm.refused(parsed.typed, done));
    return seeOther(prepareMeetingPage.to({ language: page.language, sitting }));
  }

  async #shown(page: PageContext, who: SomeoneAsking, sitting: string, state: FormState): Promise<PageAnswer> {
    const prepared = await preparationFor(this.service, who, sitting);
    const people = await namesOfPeople(this.service, who, prepared.document.state.opened.members);
    const needs = await needsOfPresent(this.service, who, prepared.document.state);
    const isLedByWho = prepared.document.state.opened.facilitator === who.person;
    return htmlReply(
      template,
      prepareSittingView({ ...prepared, people, isLedByWho, needs }, state, words[page.language]),
      page,
    );
  }
}
