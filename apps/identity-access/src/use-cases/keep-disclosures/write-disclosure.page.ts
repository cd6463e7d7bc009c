import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import { calendarDay, timeZoneOfWales } from '#contracts/shared/calendar-day.js';
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

import { enterDisclosure, seeDisclosurePage } from '../../addresses.js';
import { SeeDisclosure, type DisclosureSeen } from './see-disclosures.query.js';
import { WriteDisclosure } from './write-disclosure.command.js';
import { disclosureGiven, disclosureTyped, writeDisclosureForm } from './write-disclosure.form.js';
import { writeDisclosureView } from './write-disclosure.view.js';

const template = pageTemplate(import.meta.url, 'write-disclosure.njk');
const words = loadWords(import.meta.url, 'write-disclosure');

@Controller()
export class WriteDisclosurePage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(enterDisclosure)
  @Allow('administrator')
  begin(@CurrentPage() page: PageContext): PageAnswer {
    const receivedOn = calendarDay(this.service.clock.now(), timeZoneOfWales);
    const begun = writeDisclosureForm.filled({ receivedOn, bankHolidays: '0', outcome: 'open' });
    return answer(page, undefined, begun, '', false);
  }

  @Send(enterDisclosure)
  @Allow('administrator')
  enter(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    return this.#write(page, context, undefined, body);
  }

  @Page(seeDisclosurePage)
  @Allow('administrator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('disclosure') disclosure: string,
    @Query('done') done?: string,
  ): Promise<PageAnswer> {
    const seen = orThrow(await this.queries.execute(new SeeDisclosure(who, disclosure)));
    return answer(page, seen, disclosureTyped(seen), String(seen.version), done === 'saved');
  }

  @Send(seeDisclosurePage)
  @Allow('administrator')
  async write(
    @CurrentPage() page: PageContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Command() context: CommandContext,
    @Param('disclosure') disclosure: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const seen = orThrow(await this.queries.execute(new SeeDisclosure(who, disclosure)));
    return this.#write(page, context, seen, body);
  }

  async #write(
    page: PageContext,
    context: CommandContext,
    seen: DisclosureSeen | undefined,
    body: unknown,
  ): Promise<PageAnswer> {
    const parsed = writeDisclosureForm.parse(body);
    const version = textIn(body, 'version');
    if (!parsed.ok) return answer(page, seen, parsed, version, false);
    const { facts, words: said } = disclosureGiven(parsed.values);
    const written = await this.commands.execute(new WriteDisclosure(context, seen?.id, facts, said));
    if (isRefusal(written)) {
      // Whoever was told that it changed meanwhile sends the next time over what stands now.
      const isStale = written.refusal === 'stale-version';
      const refused = writeDisclosureForm.refused(parsed.typed, written);
      return answer(page, seen, refused, isStale && seen !== undefined ? String(seen.version) : version, false);
    }
    const { disclosure, done } = written;
    await this.service.views.reached(done.stream, done.version);
    return seeOther(seeDisclosurePage.to({ language: page.language, disclosure }, { done: 'saved' }));
  }
}

const answer = (
  page: PageContext,
  seen: DisclosureSeen | undefined,
  state: FormState,
  version: string,
  isSaved: boolean,
): PageAnswer => htmlReply(template, writeDisclosureView(seen, state, version, isSaved, words[page.language]), page);
