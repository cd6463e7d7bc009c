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

import { askExtraPage, askNewExtraPage } from '../../addresses.js';
import { tellOn } from '../../outcome-told.js';
import { programmeToChange } from '../../programme-to-change.js';
import { versionShown } from '../../version-shown.js';
import { AskExtra } from './ask-extra.command.js';
import { askExtraForm, extraGiven, extraTyped } from './ask-extra.form.js';
import { askExtraView } from './ask-extra.view.js';

const template = pageTemplate(import.meta.url, 'ask-extra.njk');
const words = loadWords(import.meta.url, 'ask-extra');

/** Which question of which programme; undefined is a new one. */
interface At {
  readonly programme: string;
  readonly extra: string | undefined;
}

@Controller()
export class AskExtraPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(askNewExtraPage)
  @Allow('administrator', 'evaluator')
  showNew(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, who, { programme, extra: undefined }, undefined, undefined);
  }

  @Page(askExtraPage)
  @Allow('administrator', 'evaluator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('extra') extra: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, who, { programme, extra }, undefined, undefined);
  }

  @Send(askNewExtraPage)
  @Allow('administrator', 'evaluator')
  sendNew(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    return this.#send(page, who, context, { programme, extra: undefined }, body);
  }

  @Send(askExtraPage)
  @Allow('administrator', 'evaluator')
  send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('extra') extra: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    return this.#send(page, who, context, { programme, extra }, body);
  }

  async #send(
    page: PageContext,
    who: SomeoneAsking,
    context: CommandContext,
    at: At,
    body: unknown,
  ): Promise<PageAnswer> {
    await programmeToChange(this.queries, who, at.programme);
    const parsed = askExtraForm.parse(body);
    if (!parsed.ok) return this.#answer(page, who, at, parsed, body);
    const { values, typed } = parsed;
    const question = extraGiven(values);
    if (question === undefined) {
      const uneven = { kind: 'wrong', field: 'options.cy', wrong: { words: 'options-uneven' } } as const;
      return this.#answer(page, who, at, { typed, errors: [uneven] }, body);
    }
    const done = await this.commands.execute(
      new AskExtra(context, at.programme, at.extra, question, values.why ?? null),
    );
    if (isRefusal(done)) return this.#answer(page, who, at, askExtraForm.refused(typed, done), body);
    const told = at.extra === undefined ? 'question-added' : 'question-changed';
    return tellOn(this.service, done, { language: page.language, programme: at.programme }, told);
  }

  async #answer(
    page: PageContext,
    who: SomeoneAsking,
    { programme, extra }: At,
    answered: FormState | undefined,
    body: unknown,
  ): Promise<PageAnswer> {
    const found = await programmeToChange(this.queries, who, programme);
    const known = found.design.extraQuestions?.find(({ id }) => id === extra);
    if (known === undefined && extra !== undefined) throwRefusal(refuse('extra-question-not-found', 'extra'));
    const state = answered ?? extraTyped(known);
    const version = versionShown(body, state, found.version, page.language);
    return htmlReply(template, askExtraView(found, known, state, version, words[page.language]), page);
  }
}
