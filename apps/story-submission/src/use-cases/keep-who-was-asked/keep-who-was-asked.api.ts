import { Body, Controller, Get, Headers, Param, Put, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { csvForSpreadsheets } from '#service-kit/http/csv-for-spreadsheets.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { isLanguage, negotiateLanguage } from '#web/language.js';
import { loadWords } from '#web/words/words.js';

import { askingLimitApi, whoWasAskedApi, whoWasAskedCsvApi } from '../../addresses.js';
import type { SourcedNumber } from '../../domain/who-was-asked/who-was-asked.js';
import { GiveFigures, SetAskingLimit } from './keep-who-was-asked.command.js';
import { AskingLimitDto, FiguresDto, type SourcedNumberDto } from './keep-who-was-asked.dto.js';
import { keepers, periodOfRegister, registerOfPeriod } from './register-of-period.js';

const allWords = loadWords(import.meta.url, 'keep-who-was-asked');

@ApiTags('stories')
@Controller()
export class KeepWhoWasAskedApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** A number is null where nobody gave it, and `few` from 1 to 4. */
  @Get(whoWasAskedApi.pattern)
  @Allow(...keepers)
  async see(@SignedIn() who: SomeoneAsking, @Param('programme') programme: string, @Param('period') period: string) {
    const { lines, told, gaps, atMost, tooOften } = await registerOfPeriod(this.service, who, programme, period);
    return { lines, told, gaps, atMost, tooOften };
  }

  /** The whole line of everybody, or of one group: it takes the place of the one before. */
  @Put(whoWasAskedApi.pattern)
  @Allow(...keepers)
  async give(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('period') period: string,
    @Body() body: FiguresDto,
  ): Promise<{ readonly version: number }> {
    await periodOfRegister(this.service, who, programme, period);
    const figures = {
      supported: plain(body.supported),
      invited: plain(body.invited),
      declined: plain(body.declined),
      'not-able': plain(body.notAble),
    };
    const group = body.group?.trim() ?? null;
    const done = orThrow(await this.commands.execute(new GiveFigures(context, programme, period, group, figures)));
    return { version: done.version };
  }

  @Put(askingLimitApi.pattern)
  @Allow(...keepers)
  async limit(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('period') period: string,
    @Body() { atMost }: AskingLimitDto,
  ): Promise<{ readonly version: number }> {
    await periodOfRegister(this.service, who, programme, period);
    const done = orThrow(await this.commands.execute(new SetAskingLimit(context, programme, atMost)));
    return { version: done.version };
  }

  @Get(whoWasAskedCsvApi.pattern)
  @Allow(...keepers)
  async csv(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('period') period: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') accepted?: string,
    @Query('language') language?: string,
  ): Promise<string> {
    const { lines } = await registerOfPeriod(this.service, who, programme, period);
    const words = allWords[isLanguage(language) ? language : negotiateLanguage(accepted)];
    const rows = lines.flatMap(({ group, figures }) =>
      figures.map(({ figure, number, source }) => [
        group ?? words('everybody'),
        words(`figure-${figure}`),
        number === null ? words('not-known') : number === 'few' ? words('few') : String(number),
        source ?? '',
      ]),
    );
    reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="who-was-asked.csv"');
    const head = ['group', 'figure', 'number', 'source'].map((column) => words(`column-${column}`));
    return csvForSpreadsheets([head, ...rows]);
  }
}

const plain = (given: SourcedNumberDto | undefined): SourcedNumber | null =>
  given === undefined ? null : { number: given.number, source: given.source.trim() };
