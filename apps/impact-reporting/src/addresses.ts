import { address, apiAddress } from '#web/addresses.js';

export {
  seeActions,
  seeMeasures,
  seeReport,
  seeReports,
  seeThemes,
  seeWhatFollowed,
} from '#contracts/impact-reporting/addresses.js';

export const publishReportPage = address('/:language/programmes/:programme/periods/:period/publish-report');
export const recommendActionPage = address('/:language/programmes/:programme/recommend-action');
export const followActionPage = address('/:language/actions/:action');

export const seeRecalls = address('/:language/programmes/:programme/periods/:period/report/recalls');
export const reportApi = apiAddress('/api/v1/programmes/:programme/periods/:period/report');
export const reportCsvApi = apiAddress('/api/v1/programmes/:programme/periods/:period/report.csv');
export const reportHtmlApi = apiAddress('/api/v1/programmes/:programme/periods/:period/report.html');
export const recallsApi = apiAddress('/api/v1/programmes/:programme/periods/:period/report/recalls');
export const publishReportApi = apiAddress('/api/v1/programmes/:programme/periods/:period/report/issues');
export const measuresApi = apiAddress('/api/v1/programmes/:programme/measures');
export const measuresCsvApi = apiAddress('/api/v1/programmes/:programme/measures.csv');
export const programmeActionsApi = apiAddress('/api/v1/programmes/:programme/actions');
export const actionsApi = apiAddress('/api/v1/actions');
export const actionApi = apiAddress('/api/v1/actions/:action');
export const whatFollowedApi = apiAddress('/api/v1/you-said-we-did');
export const codeStoryPage = address('/:language/programmes/:programme/stories/:story/themes');
export const storyThemesApi = apiAddress('/api/v1/programmes/:programme/stories/:story/themes');
export const themesApi = apiAddress('/api/v1/programmes/:programme/themes');
export const themesCsvApi = apiAddress('/api/v1/programmes/:programme/themes.csv');
export const seeCriteria = address('/:language/programmes/:programme/themes/criteria');
export const criteriaApi = apiAddress('/api/v1/programmes/:programme/themes/criteria');
export const criteriaCsvApi = apiAddress('/api/v1/programmes/:programme/themes/criteria.csv');
export const codePassagePage = address('/:language/programmes/:programme/stories/:story/themes/passage');
export const storyPassagesApi = apiAddress('/api/v1/programmes/:programme/stories/:story/themes/passages');
