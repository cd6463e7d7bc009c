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

import { takeLevelOffPage } from '../../addresses.js';
import { levelOf } from '../../level-of.js';
import { tellOn } from '../../outcome-told.js';
import { programmeToChange } from '../../programme-to-change.js';
import { versionShown } from '../../version-shown.js';
import { TakeLevelOff } from './take-level-off.command.js';
import { takeLevelOffForm } from './take-level-off.form.js';
import { takeLevelOffView } from './take-level-off.view.js';

const template = pageTemplate(import.meta.url, 'take-level-off.njk');
const words = loadWords(import.meta.url, 'take-level-off');

@Controller()
export class TakeLevelOffPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(takeLevelOffPage)
  @Allow('administrator', 'evaluator')
  show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('programme') programme: string,
    @Param('level') level: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, who, programme, level, takeLevelOffForm.empty, undefined);
  }

  @Send(takeLevelOffPage)
  @Allow('administrator', 'evaluator')
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('level') level: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    await programmeToChange(this.queries, who, programme);
    const parsed = takeLevelOffForm.parse(body);
    if (!parsed.ok) return this.#answer(page, who, programme, level, parsed, body);
    const done = await this.commands.execute(
      new TakeLevelOff(context, programme, levelOf(level), parsed.values.why ?? null),
    );
    if (!isRefusal(done)) {
      return tellOn(this.service, done, { language: page.language, programme }, 'level-taken-off');
    }
    return this.#answer(page, who, programme, level, takeLevelOffForm.refused(parsed.typed, done), body);
  }

  async #answer(
    page: PageContext,
    who: PersonAsking | OperatorAsking,
    programme: string,
    level: string,
    state: FormState,
    body: unknown,
  ): Promise<PageAnswer> {
    const found = await programmeToChange(this.queries, who, programme);
    const there =
      found.design.levels.find((each) => each.level === levelOf(level)) ??
      throwRefusal(refuse('ladder-level-not-found', 'level'));
    const version = versionShown(body, state, found.version, page.language);
    return htmlReply(template, takeLevelOffView(found, there, state, version, words[page.language]), page);
  }
}
