import { recorded } from '#service-kit/access-records/recorded-route.js';

import {
  auditApi,
  auditCsvApi,
  breachApi,
  breachesApi,
  breachesCsvApi,
  disclosureApi,
  disclosuresApi,
  disclosuresCsvApi,
  seeAudit,
  seeBreaches,
  seeBreachPage,
  seeDisclosurePage,
  seeDisclosures,
} from './addresses.js';

const saw = recorded('saw');
const exported = recorded('exported');

/** Who looks into the audit stands in it as well. */
export const recordedRoutes = [
  ...saw('audit', [], seeAudit, auditApi),
  ...exported('audit', [], auditCsvApi),
  ...saw('breach', [], seeBreaches, breachesApi),
  ...saw('breach', ['breach'], seeBreachPage, breachApi),
  ...exported('breach', [], breachesCsvApi),
  ...saw('disclosure', [], seeDisclosures, disclosuresApi),
  ...saw('disclosure', ['disclosure'], seeDisclosurePage, disclosureApi),
  ...exported('disclosure', [], disclosuresCsvApi),
];
