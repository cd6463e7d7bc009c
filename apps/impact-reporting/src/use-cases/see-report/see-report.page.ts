import { Controller, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeReport } from '../../addresses.js';
import { reportDecider, reportStream } from '../../domain/report/report.js';
import { mayFor, readsReports } from '../../who-evaluates.js';
import { keepTaken } from '../../reports/take-report.js';
import { audienceOr } from './report-audience.js';
import { issuesView } from './issues.view.js';
import { SeeReport } from './see-report.query.js';
import { seeReportView } from './see-report.view.js';

const template = pageTemplate(import.meta.url, 'see-report.njk');
const words = loadWords(import.meta.url, 'see-report');

@Controller()
export class SeeReportPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeReport)
  @Allow('evaluator', 'administrator', 'facilitator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('period') period: string,
    @Query('audience') audience?: string,
    @Query('done') done?: unknown,
  ): Promise<PageAnswer> {
    readsReports(who, programme);
    const seen = orThrow(await this.queries.execute(new SeeReport(who, programme, period, audienceOr(audience))));
    await keepTaken(this.service, who, seen, 'page');
    const mayPublish = mayFor(who, programme);
    const state = mayPublish
      ? await this.service.store.fold(reportStream(programme, period), reportDecider)
      : undefined;
    const its = words[page.language];
    const issues = mayPublish ? issuesView(state, seen.report.audience, done === 'published', its) : null;
    return htmlReply(template, { ...seeReportView(seen, mayPublish, its), issues }, page);
  }
}
