import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { matchColumns, seeImport } from '../../addresses.js';
import { importers } from '../../importing/who-imports.js';
import { columnsOfCheck, mappingFor, type ColumnsOfCheck } from './columns-of-check.js';
import { MatchColumns } from './match-columns.command.js';
import { columnsForm, columnsMatched, columnsTyped, consentMissing } from './match-columns.form.js';
import { matchColumnsView } from './match-columns.view.js';

const template = pageTemplate(import.meta.url, 'match-columns.njk');
const words = loadWords(import.meta.url, 'match-columns');

@Controller()
export class MatchColumnsPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(matchColumns)
  @Allow(...importers)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('import') check: string,
  ): Promise<PageAnswer> {
    const of = orThrow(await columnsOfCheck(this.service, who, check));
    return this.#answer(page, check, of, columnsTyped(of));
  }

  /** The file is checked again; its page says what would become of each row now. */
  @Send(matchColumns)
  @Allow(...importers)
  async send(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('import') check: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const of = orThrow(await columnsOfCheck(this.service, who, check));
    const form = columnsForm(of);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#answer(page, check, of, parsed);
    const { typed, values } = parsed;
    const matched = columnsMatched(values);
    if (consentMissing(of, matched)) {
      const wrong = { kind: 'wrong' as const, field: 'consent_audience', wrong: { words: 'consent-missing' } };
      return this.#answer(page, check, of, { typed, errors: [wrong] });
    }
    const given = mappingFor(of, matched);
    if ('refusals' in given) return this.#answer(page, check, of, form.refused(typed, ...given.refusals));
    const begun = await this.commands.execute(new MatchColumns(context, who, check, of, given.mapping));
    if (isRefusal(begun)) return this.#answer(page, check, of, form.refused(typed, begun));
    return seeOther(seeImport.to({ language: page.language, import: begun.import }));
  }

  #answer(page: PageContext, check: string, of: ColumnsOfCheck, state: FormState): PageAnswer {
    return htmlReply(template, matchColumnsView(check, of, state, words[page.language]), page);
  }
}
