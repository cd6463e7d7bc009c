import { recorded } from '#service-kit/access-records/recorded-route.js';

import {
  comparePanelsPage,
  comparisonApi,
  flipChartApi,
  flipChartsApi,
  flipChartsPage,
  hoursCsvApi,
  minutesApi,
  minutesFile,
  minutesPage,
} from './addresses.js';

/** What the audit is told of, beside stories that are opened: those are messages already. */
export const recordedRoutes = [
  ...recorded('saw')('minutes', ['sitting'], minutesPage, minutesApi),
  ...recorded('saw')('comparison', ['sitting'], comparePanelsPage, comparisonApi),
  ...recorded('saw')('flip-chart', ['sitting'], flipChartsPage, flipChartsApi),
  // A photo that is saved is the one that was shown: a browser asks for it in the same way.
  ...recorded('saw')('flip-chart', ['sitting', 'photo'], flipChartApi),
  ...recorded('exported')('minutes', ['sitting'], minutesFile),
  ...recorded('exported')('hours', [], hoursCsvApi),
];
