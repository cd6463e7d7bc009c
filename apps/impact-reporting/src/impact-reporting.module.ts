import { Module, type DynamicModule } from '@nestjs/common';

import { ServiceRuntime } from '#service-kit/service.js';

import { CodePassageApi } from './use-cases/code-passage/code-passage.api.js';
import { CodePassageHandler } from './use-cases/code-passage/code-passage.command.js';
import { CodePassagePage } from './use-cases/code-passage/code-passage.page.js';
import { CodeStoryApi } from './use-cases/code-story/code-story.api.js';
import { CodeStoryHandler } from './use-cases/code-story/code-story.command.js';
import { CodeStoryPage } from './use-cases/code-story/code-story.page.js';
import { SeeStoryThemesHandler } from './use-cases/code-story/see-story-themes.query.js';
import { FollowActionApi } from './use-cases/follow-action/follow-action.api.js';
import { FollowActionHandler } from './use-cases/follow-action/follow-action.command.js';
import { FollowActionPage } from './use-cases/follow-action/follow-action.page.js';
import { PublishReportApi } from './use-cases/publish-report/publish-report.api.js';
import { PublishReportHandler } from './use-cases/publish-report/publish-report.command.js';
import { PublishReportPage } from './use-cases/publish-report/publish-report.page.js';
import { RecommendActionApi } from './use-cases/recommend-action/recommend-action.api.js';
import { RecommendActionHandler } from './use-cases/recommend-action/recommend-action.command.js';
import { RecommendActionPage } from './use-cases/recommend-action/recommend-action.page.js';
import { SeeActionsApi } from './use-cases/see-actions/see-actions.api.js';
import { SeeActionsPage } from './use-cases/see-actions/see-actions.page.js';
import { SeeActionHandler, SeeActionsHandler } from './use-cases/see-actions/see-actions.query.js';
import { SeeCriteriaApi } from './use-cases/see-criteria/see-criteria.api.js';
import { SeeCriteriaPage } from './use-cases/see-criteria/see-criteria.page.js';
import { SeeCriteriaHandler } from './use-cases/see-criteria/see-criteria.query.js';
import { SeeMeasuresApi } from './use-cases/see-measures/see-measures.api.js';
import { SeeMeasuresPage } from './use-cases/see-measures/see-measures.page.js';
import { SeeMeasuresHandler } from './use-cases/see-measures/see-measures.query.js';
import { SeeRecallsApi } from './use-cases/see-recalls/see-recalls.api.js';
import { SeeRecallsPage } from './use-cases/see-recalls/see-recalls.page.js';
import { SeeRecallsHandler } from './use-cases/see-recalls/see-recalls.query.js';
import { SeeReportApi } from './use-cases/see-report/see-report.api.js';
import { SeeReportPage } from './use-cases/see-report/see-report.page.js';
import { SeeReportHandler } from './use-cases/see-report/see-report.query.js';
import { SeeReportsPage } from './use-cases/see-reports/see-reports.page.js';
import { SeeThemesApi } from './use-cases/see-themes/see-themes.api.js';
import { SeeThemesPage } from './use-cases/see-themes/see-themes.page.js';
import { SeeThemesHandler } from './use-cases/see-themes/see-themes.query.js';
import { SeeWhatFollowedApi } from './use-cases/see-what-followed/see-what-followed.api.js';
import { SeeWhatFollowedPage } from './use-cases/see-what-followed/see-what-followed.page.js';
import { SeeWhatFollowedHandler } from './use-cases/see-what-followed/see-what-followed.query.js';

@Module({})
export class ImpactReportingModule {
  static over(service: ServiceRuntime): DynamicModule {
    return {
      module: ImpactReportingModule,
      controllers: [
        SeeReportApi,
        SeeRecallsApi,
        SeeRecallsPage,
        PublishReportApi,
        SeeReportPage,
        PublishReportPage,
        SeeReportsPage,
        SeeMeasuresApi,
        SeeMeasuresPage,
        RecommendActionApi,
        FollowActionApi,
        SeeActionsApi,
        SeeWhatFollowedApi,
        RecommendActionPage,
        FollowActionPage,
        SeeActionsPage,
        SeeWhatFollowedPage,
        CodeStoryApi,
        CodeStoryPage,
        CodePassageApi,
        CodePassagePage,
        SeeThemesApi,
        SeeThemesPage,
        SeeCriteriaApi,
        SeeCriteriaPage,
      ],
      providers: [
        { provide: ServiceRuntime, useValue: service },
        SeeReportHandler,
        SeeRecallsHandler,
        PublishReportHandler,
        SeeMeasuresHandler,
        RecommendActionHandler,
        FollowActionHandler,
        SeeActionHandler,
        SeeActionsHandler,
        SeeWhatFollowedHandler,
        CodeStoryHandler,
        CodePassageHandler,
        SeeStoryThemesHandler,
        SeeThemesHandler,
        SeeCriteriaHandler,
      ],
    };
  }
}
