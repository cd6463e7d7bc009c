import { recorded } from '#service-kit/access-records/recorded-route.js';

import {
  codePassagePage,
  codeStoryPage,
  criteriaCsvApi,
  measuresCsvApi,
  recallsApi,
  reportApi,
  reportCsvApi,
  reportHtmlApi,
  seeRecalls,
  seeReport,
  storyThemesApi,
  themesCsvApi,
} from './addresses.js';

const saw = recorded('saw');
const exported = recorded('exported');

/** What the audit is told of. */
export const recordedRoutes = [
  ...saw('report', ['programme', 'period'], seeReport, reportApi),
  ...exported('report', ['programme', 'period'], reportCsvApi, reportHtmlApi),
  ...saw('recalls', ['programme', 'period'], seeRecalls, recallsApi),
  ...exported('measures', ['programme'], measuresCsvApi),
  ...exported('themes', ['programme'], themesCsvApi),
  ...exported('themes', ['programme'], criteriaCsvApi),
  ...saw('story', ['story'], codeStoryPage, codePassagePage, storyThemesApi),
];
