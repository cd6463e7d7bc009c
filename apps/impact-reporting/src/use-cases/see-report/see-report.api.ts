import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { consentAudiences } from '#contracts/shared/consent.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { isLanguage, languages, negotiateLanguage } from '#web/language.js';
import { loadWords } from '#web/words/words.js';

import { reportApi, reportCsvApi } from '../../addresses.js';
import { readsReports } from '../../who-evaluates.js';
import { keepTaken } from '../../reports/take-report.js';
import { audienceOr } from './report-audience.js';
import type { ImpactReport } from '../../reports/report.js';
import { SeeReport } from './see-report.query.js';
import { reportAsCsv } from './write-csv.js';

const words = loadWords(import.meta.url, 'see-report');

const ForAudience = (): MethodDecorator =>
  ApiQuery({
    ...{ name: 'audience', required: false, enum: consentAudiences },
    description:
      'For the organisation where left out. panel: of stories that came to a meeting of the reader’s. partner and public: as far as the reader may read it as one of the organisation.',
  });

@ApiTags('reports')
@Controller()
export class SeeReportApi {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(reportApi.pattern)
  @ForAudience()
  @Allow('evaluator', 'administrator', 'facilitator')
  async see(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('period') period: string,
    @Query('audience') audience?: string,
  ): Promise<ImpactReport> {
    readsReports(who, programme);
    const seen = orThrow(await this.queries.execute(new SeeReport(who, programme, period, audienceOr(audience))));
    await keepTaken(this.service, who, seen, 'json');
    return seen.report;
  }

  @Get(reportCsvApi.pattern)
  @ForAudience()
  @ApiQuery({ name: 'language', required: false, enum: languages })
  @Allow('evaluator', 'administrator', 'facilitator')
  async csv(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('period') period: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') accepted?: string,
    @Query('audience') audience?: string,
    @Query('language') language?: string,
  ): Promise<string> {
    readsReports(who, programme);
    const seen = orThrow(await this.queries.execute(new SeeReport(who, programme, period, audienceOr(audience))));
    await keepTaken(this.service, who, seen, 'csv');
    reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="impact-report.csv"');
    return reportAsCsv(seen, words[isLanguage(language) ? language : negotiateLanguage(accepted)]);
  }
}
