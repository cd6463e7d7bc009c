import { Command, CommandHandler, QueryBus, type ICommandHandler } from '@nestjs/cqrs';

import type { ConsentAudience } from '#contracts/shared/consent.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import type { Reader } from '#key-vault/key-vault.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { publishReport, reportDecider, reportStream, type ReportEvent } from '../../domain/report/report.js';
import { SeeReport } from '../see-report/see-report.query.js';

export class PublishReport extends Command<Executed<ReportEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly reader: Reader,
    readonly programme: string,
    readonly period: string,
    readonly audience: ConsentAudience,
  ) {
    super();
  }
}

/** Records which stories the issue shows whoever publishes it; what it shows others is noted when they read it. */
@CommandHandler(PublishReport)
export class PublishReportHandler implements ICommandHandler<PublishReport> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly queries: QueryBus,
  ) {}

  async execute({
    context,
    reader,
    programme,
    period,
    audience,
  }: PublishReport): Promise<Executed<ReportEvent> | Refusal> {
    const seen = await this.queries.execute(new SeeReport(reader, programme, period, audience));
    if (isRefusal(seen)) return seen;
    return this.service.store.execute(reportStream(programme, period), context, reportDecider, (state) =>
      publishReport(state, { programme, period }, audience, seen.shown),
    );
  }
}
