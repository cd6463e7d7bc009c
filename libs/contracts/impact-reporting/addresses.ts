import { address } from '#web/addresses.js';

/** Pages of impact-reporting that others link to. */
export const seeReports = address('/:language/reports');
export const seeReport = address('/:language/programmes/:programme/periods/:period/report');
export const seeMeasures = address('/:language/programmes/:programme/measures');
export const seeActions = address('/:language/actions');
export const seeWhatFollowed = address('/:language/you-said-we-did');
export const seeThemes = address('/:language/programmes/:programme/themes');
