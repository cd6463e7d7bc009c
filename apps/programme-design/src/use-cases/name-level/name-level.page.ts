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

import { nameLevelPage, nameNewLevelPage } from '../../addresses.js';
import type { LevelName } from '../../domain/programme/ladder.js';
import { levelOf } from '../../level-of.js';
import { tellOn } from '../../outcome-told.js';
import { programmeToChange } from '../../programme-to-change.js';
import { versionShown } from '../../version-shown.js';
import { NameLevel } from './name-level.command.js';
import { nameLevelForm } from './name-level.form.js';
import { nameLevelView } from './name-level.view.js';

const template = pageTemplate(import.meta.url, 'name-level.njk');
const words = loadWords(import.meta.url, 'name-level');

/** Which level of which programme; `next` is a new one. */
interface At {
  readonly programme: string;
  readonly level: LevelName['level'];
}

@Controller()
export class NameLevelPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(nameNewLevelPage)
  @Allow('administrator', 'evaluator')
  showNew(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, who, { programme, level: 'next' }, undefined, undefined);
  }

  @Page(nameLevelPage)
  @Allow('administrator', 'evaluator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('level') level: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, who, { programme, level: levelOf(level) }, undefined, undefined);
  }

  @Send(nameNewLevelPage)
  @Allow('administrator', 'evaluator')
  sendNew(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    return this.#send(page, who, context, { programme, level: 'next' }, body);
  }

  @Send(nameLevelPage)
  @Allow('administrator', 'evaluator')
  send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('level') level: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    return this.#send(page, who, context, { programme, level: levelOf(level) }, body);
  }

  async #send(
    page: PageContext,
    who: SomeoneAsking,
    context: CommandContext,
    at: At,
    body: unknown,
  ): Promise<PageAnswer> {
    await programmeToChange(this.queries, who, at.programme);
    const parsed = nameLevelForm.parse(body);
    if (!parsed.ok) return this.#answer(page, who, at, parsed, body);
    const { values, typed } = parsed;
    const named = { level: at.level, name: { en: values['name.en'], cy: values['name.cy'] } };
    const done = await this.commands.execute(new NameLevel(context, at.programme, named, values.why ?? null));
    if (isRefusal(done)) return this.#answer(page, who, at, nameLevelForm.refused(typed, done), body);
    const told = at.level === 'next' ? 'level-added' : 'level-changed';
    return tellOn(this.service, done, { language: page.language, programme: at.programme }, told);
  }

  async #answer(
    page: PageContext,
    who: SomeoneAsking,
    { programme, level }: At,
    answered: FormState | undefined,
    body: unknown,
  ): Promise<PageAnswer> {
    const found = await programmeToChange(this.queries, who, programme);
    const known = found.design.levels.find((each) => each.level === level);
    if (known === undefined && level !== 'next') throwRefusal(refuse('ladder-level-not-found', 'level'));
    const state =
      answered ?? nameLevelForm.filled({ 'name.en': known?.name.en ?? '', 'name.cy': known?.name.cy ?? '' });
    const version = versionShown(body, state, found.version, page.language);
    return htmlReply(template, nameLevelView(found, known, state, version, words[page.language]), page);
  }
}
