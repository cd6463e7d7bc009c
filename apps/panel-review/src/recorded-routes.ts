import { recorded } from '#service-kit/recorded-route.js';

import { comparePanelsPage, comparisonApi, minutesFile, minutesPage } from './addresses.js';

/** What the audit is told of, beside stories that are opened: those are messages already. */
export const recordedRoutes = [
  ...recorded('saw')('minutes', ['sitting'], minutesPage),
  ...recorded('saw')('comparison', ['sitting'], comparePanelsPage, comparisonApi),
  ...recorded('exported')('minutes', ['sitting'], minutesFile),
];
