import { Module, type DynamicModule } from '@nestjs/common';

import { ServiceRuntime } from '#service-kit/service.js';

import { PublishReportApi } from './use-cases/publish-report/publish-report.api.js';
import { PublishReportHandler } from './use-cases/publish-report/publish-report.command.js';
import { PublishReportPage } from './use-cases/publish-report/publish-report.page.js';
import { SeeReportApi } from './use-cases/see-report/see-report.api.js';
import { SeeReportPage } from './use-cases/see-report/see-report.page.js';
import { SeeReportHandler } from './use-cases/see-report/see-report.query.js';
import { SeeReportsPage } from './use-cases/see-reports/see-reports.page.js';

@Module({})
export class ImpactReportingModule {
  static over(service: ServiceRuntime): DynamicModule {
    return {
      module: ImpactReportingModule,
      controllers: [SeeReportApi, PublishReportApi, SeeReportPage, PublishReportPage, SeeReportsPage],
      providers: [{ provide: ServiceRuntime, useValue: service }, SeeReportHandler, PublishReportHandler],
    };
  }
}
