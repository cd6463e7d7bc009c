import { Body, Controller, Get, Param, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { stringify } from 'csv-stringify/sync';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';
import { textIn } from '#web/forms/typed-text.js';
import { isLanguage } from '#web/language.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { importReport, seeImport, setCheckAside } from '../../addresses.js';
import { BringIn } from './bring-in.command.js';
import { progressOf } from './import-jobs.js';
import { readReport, type RowReport } from './import-report.js';
import { fateOf, needsALook, seeImportView } from './see-import.view.js';
import { SetCheckAside } from './set-check-aside.command.js';
import { importers, importSeen, maySayItWasRead } from '../../importing/who-imports.js';
import { whyWords } from './why.js';

const template = pageTemplate(import.meta.url, 'see-import.njk');
const words = loadWords(import.meta.url, 'see-import');
const rowsOnAPage = 100;

@Controller()
export class SeeImportPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeImport)
  @Allow(...importers)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('import') id: string,
    @Query('rows') asked?: string,
    @Query('after') after?: string,
  ): Promise<PageAnswer> {
    const document = await importSeen(this.service, who, id);
    const design = (await this.service.views.get(knownProgrammes, document.programme))?.design;
    const isAll = asked === 'all';
    const from = Number.isInteger(Number(after)) ? Math.max(0, Number(after)) : 0;
    const report = document.state === 'ended' ? await this.#rows(document.organisation, id, isAll, from) : null;
    const progress = progressOf(this.service, id) ?? null;
    const mayRead = maySayItWasRead(who, document.organisation, document.programme);
    const shown = { document, design, progress, report, isAll, from, mayRead };
    return htmlReply(template, seeImportView(shown, words[page.language], whyWords[page.language]), page);
  }

  /** Brings the stories of a check in. */
  @Send(seeImport)
  @Allow(...importers)
  async bringIn(
    @CurrentPage() { language }: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('import') check: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const wasRead = textIn(body, 'wasRead') === 'yes';
    const begun = orThrow(await this.commands.execute(new BringIn(context, who, check, wasRead)));
    return seeOther(seeImport.to({ language, import: begun.import }));
  }

  @Send(setCheckAside)
  @Allow(...importers)
  async setAside(
    @CurrentPage() { language }: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() _context: CommandContext,
    @Param('import') check: string,
  ): Promise<PageAnswer> {
    orThrow(await this.commands.execute(new SetCheckAside(who, check)));
    return seeOther(seeImport.to({ language, import: check }));
  }

  /** For a spreadsheet: what it could take for a formula is made harmless. */
  @Get(importReport.pattern)
  @Allow(...importers)
  async report(
    @SignedIn() who: SomeoneAsking,
    @Param('language') language: string,
    @Param('import') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (!isLanguage(language)) return throwRefusal(refuse('not-found'));
    const { state, organisation } = await importSeen(this.service, who, id);
    if (state !== 'ended') return throwRefusal(refuse('import-not-found'));
    const [say, why] = [words[language], whyWords[language]];
    const lines = [['row-line', 'row-id', 'row-fate', 'row-why'].map((key) => say(key))];
    for await (const row of (await readReport(this.service.files, id, organisation)).rows) {
      lines.push([String(row.line), row.externalId, say(fateOf(row)), why(row.reason)]);
    }
    reply.header('content-type', 'text/csv; charset=utf-8');
    reply.header('content-disposition', 'attachment; filename="import-report.csv"');
    return stringify(lines, { bom: true, escape_formulas: true });
  }

  async #rows(organisation: string, id: string, isAll: boolean, from: number) {
    const { file, rows } = await readReport(this.service.files, id, organisation);
    const shown: RowReport[] = [];
    let at = 0;
    for await (const row of rows) {
      if (!isAll && !needsALook(row)) continue;
      at += 1;
      if (at <= from) continue;
      if (shown.length === rowsOnAPage) return { file, rows: shown, isMore: true };
      shown.push(row);
    }
    return { file, rows: shown, isMore: false };
  }
}
