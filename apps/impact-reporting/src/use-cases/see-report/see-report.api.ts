import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { isLanguage, negotiateLanguage } from '#web/language.js';
import { loadWords } from '#web/words/words.js';

import { reportApi, reportCsvApi } from '../../addresses.js';
import { readsReports } from '../../who-evaluates.js';
import { keepTaken } from '../see-recalls/take-report.js';
import { audienceOr } from './report-audience.js';
import type { ImpactReport } from './report.js';
import { SeeReport } from './see-report.query.js';
import { reportAsCsv } from './write-csv.js';

const words = loadWords(import.meta.url, 'see-report');

@ApiTags('reports')
@Controller()
export class SeeReportApi {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(reportApi.pattern)
  @Allow('evaluator', 'administrator', 'facilitator')
  async see(
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('programme') programme: string,
    @Param('period') period: string,
    @Query('audience') audience?: string,
  ): Promise<ImpactReport> {
    readsReports(who, programme);
    const of = { programme, period, audience: audienceOr(audience) };
    const report = orThrow(await this.queries.execute(new SeeReport(who, programme, period, of.audience)));
    await keepTaken(this.service, who, of, 'json');
    return report;
  }

  @Get(reportCsvApi.pattern)
  @Allow('evaluator', 'administrator', 'facilitator')
  async csv(
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('programme') programme: string,
    @Param('period') period: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') accepted?: string,
    @Query('audience') audience?: string,
    @Query('language') language?: string,
  ): Promise<string> {
    readsReports(who, programme);
    const of = { programme, period, audience: audienceOr(audience) };
    const report = orThrow(await this.queries.execute(new SeeReport(who, programme, period, of.audience)));
    await keepTaken(this.service, who, of, 'csv');
    reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="impact-report.csv"');
    return reportAsCsv(report, words[isLanguage(language) ? language : negotiateLanguage(accepted)]);
  }
}
