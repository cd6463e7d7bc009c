import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import type { FormState } from '#web/forms/form.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { enterBreach, seeBreachPage } from '../../addresses.js';
import { onTheWall } from '../../time-in-wales.js';
import { SeeBreach, type BreachSeen } from './see-breaches.query.js';
import { WriteBreach } from './write-breach.command.js';
import { breachGiven, breachTyped, writeBreachForm } from './write-breach.form.js';
import { writeBreachView } from './write-breach.view.js';

const template = pageTemplate(import.meta.url, 'write-breach.njk');
const words = loadWords(import.meta.url, 'write-breach');

@Controller()
export class WriteBreachPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(enterBreach)
  @Allow('administrator')
  begin(@CurrentPage() page: PageContext): PageAnswer {
    const now = onTheWall(this.service.clock.now());
    return answer(page, undefined, writeBreachForm.filled({ foundAt: now, regulator: 'to-decide' }), '', false);
  }

  @Send(enterBreach)
  @Allow('administrator')
  enter(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    return this.#write(page, context, undefined, body);
  }

  @Page(seeBreachPage)
  @Allow('administrator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('breach') breach: string,
    @Query('done') done?: string,
  ): Promise<PageAnswer> {
    const seen = orThrow(await this.queries.execute(new SeeBreach(who, breach)));
    return answer(page, seen, breachTyped(seen), String(seen.version), done === 'saved');
  }

  @Send(seeBreachPage)
  @Allow('administrator')
  async write(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Command() context: CommandContext,
    @Param('breach') breach: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const seen = orThrow(await this.queries.execute(new SeeBreach(who, breach)));
    return this.#write(page, context, seen, body);
  }

  async #write(
    page: PageContext,
    context: CommandContext,
    seen: BreachSeen | undefined,
    body: unknown,
  ): Promise<PageAnswer> {
    const parsed = writeBreachForm.parse(body);
    const version = textIn(body, 'version');
    if (!parsed.ok) return answer(page, seen, parsed, version, false);
    const { facts, words: said } = breachGiven(parsed.values);
    const written = await this.commands.execute(new WriteBreach(context, seen?.id, facts, said));
    if (isRefusal(written)) {
      // Whoever was told that it changed meanwhile sends the next time over what stands now.
      const isStale = written.refusal === 'stale-version';
      const refused = writeBreachForm.refused(parsed.typed, written);
      return answer(page, seen, refused, isStale && seen !== undefined ? String(seen.version) : version, false);
    }
    const { breach, done } = written;
    await this.service.views.reached(done.stream, done.version);
    return seeOther(seeBreachPage.to({ language: page.language, breach }, { done: 'saved' }));
  }
}

const answer = (
  page: PageContext,
  seen: BreachSeen | undefined,
  state: FormState,
  version: string,
  isSaved: boolean,
): PageAnswer => htmlReply(template, writeBreachView(seen, state, version, isSaved, words[page.language]), page);
