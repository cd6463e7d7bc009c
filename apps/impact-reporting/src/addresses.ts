import { address, apiAddress } from '#web/addresses.js';

export { seeReport, seeReports } from '#contracts/impact-reporting/addresses.js';

export const publishReportPage = address('/:language/programmes/:programme/periods/:period/publish-report');

export const reportApi = apiAddress('/api/v1/programmes/:programme/periods/:period/report');
export const reportCsvApi = apiAddress('/api/v1/programmes/:programme/periods/:period/report.csv');
export const publishReportApi = apiAddress('/api/v1/programmes/:programme/periods/:period/report/issues');
