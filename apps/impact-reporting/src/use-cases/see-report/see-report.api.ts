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
import { renderFile } from '#web/rendering/render-page.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords, type Words } from '#web/words/words.js';

import { reportApi, reportCsvApi, reportHtmlApi } from '../../addresses.js';
import type { ReportForm } from '../../domain/report-copy/report-copy.js';
import { readsReports } from '../../who-evaluates.js';
import { keepTaken } from '../../reports/take-report.js';
import { audienceOr } from './report-audience.js';
import type { ImpactReport, ReportSeen } from '../../reports/report.js';
import { SeeReport } from './see-report.query.js';
import { reportFileView } from './see-report.view.js';
import { reportAsCsv } from './write-csv.js';

const template = pageTemplate(import.meta.url, 'report-file.njk');
const words = loadWords(import.meta.url, 'see-report');

const wordsIn = (language: string | undefined, accepted: string | undefined): Words =>
  words[isLanguage(language) ? language : negotiateLanguage(accepted)];

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
    return (await this.#taken(who, programme, period, audience, 'json')).report;
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
    const seen = await this.#taken(who, programme, period, audience, 'csv');
    reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="impact-report.csv"');
    return reportAsCsv(seen, wordsIn(language, accepted));
  }

  /** One file that stands alone, for whoever has no account here. */
  @Get(reportHtmlApi.pattern)
  @ForAudience()
  @ApiQuery({ name: 'language', required: false, enum: languages })
  @Allow('evaluator', 'administrator', 'facilitator')
  async html(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('period') period: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept-language') accepted?: string,
    @Query('audience') audience?: string,
    @Query('language') language?: string,
  ): Promise<string> {
    const seen = await this.#taken(who, programme, period, audience, 'html');
    reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-disposition', 'attachment; filename="impact-report.html"');
    return renderFile(template, reportFileView(seen, this.service.clock.now(), wordsIn(language, accepted)));
  }

  async #taken(
    who: SomeoneAsking,
    programme: string,
    period: string,
    audience: string | undefined,
    form: ReportForm,
  ): Promise<ReportSeen> {
    readsReports(who, programme);
    const seen = orThrow(await this.queries.execute(new SeeReport(who, programme, period, audienceOr(audience))));
    await keepTaken(this.service, who, seen, form);
    return seen;
  }
}
