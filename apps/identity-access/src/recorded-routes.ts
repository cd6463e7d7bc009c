import { recorded } from '#service-kit/recording-access.js';

import { auditApi, auditCsvApi, seeAudit } from './addresses.js';

/** Who looks into the audit stands in it as well. */
export const recordedRoutes = [
  ...recorded('saw')('audit', [], seeAudit, auditApi),
  ...recorded('exported')('audit', [], auditCsvApi),
];
