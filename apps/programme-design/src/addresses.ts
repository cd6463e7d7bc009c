import { address, apiAddress } from '#web/addresses.js';

export { seeProgramme, seeProgrammes } from '#contracts/programme-design/addresses.js';

export const createProgrammePage = address('/:language/create-programme');
export const addDomainPage = address('/:language/programmes/:programme/add-domain');
export const addPeriodPage = address('/:language/programmes/:programme/add-period');
export const openPeriodPage = address('/:language/programmes/:programme/periods/:period/open-period');
export const closePeriodPage = address('/:language/programmes/:programme/periods/:period/close-period');
export const placeNewPanelPage = address('/:language/programmes/:programme/place-panel');
export const placePanelPage = address('/:language/programmes/:programme/panels/:panel/place-panel');
export const takePanelOffPage = address('/:language/programmes/:programme/panels/:panel/take-panel-off');
export const nameNewLevelPage = address('/:language/programmes/:programme/name-level');
export const nameLevelPage = address('/:language/programmes/:programme/levels/:level/name-level');
export const takeLevelOffPage = address('/:language/programmes/:programme/levels/:level/take-level-off');
export const reviseProgrammePage = address('/:language/programmes/:programme/revise-programme');
export const reviseRulesPage = address('/:language/programmes/:programme/revise-rules');
export const reviseConsentWordingPage = address('/:language/programmes/:programme/revise-consent-wording');
export const nameSafeguardingPage = address('/:language/programmes/:programme/name-safeguarding');
export const seeChanges = address('/:language/programmes/:programme/changes');

export const programmesApi = apiAddress('/api/v1/programmes');
export const programmeApi = apiAddress('/api/v1/programmes/:programme');
export const aboutApi = apiAddress('/api/v1/programmes/:programme/about');
export const rulesApi = apiAddress('/api/v1/programmes/:programme/rules');
export const consentWordingApi = apiAddress('/api/v1/programmes/:programme/consent-wording');
export const safeguardingApi = apiAddress('/api/v1/programmes/:programme/safeguarding');
export const changesApi = apiAddress('/api/v1/programmes/:programme/changes');
export const domainsApi = apiAddress('/api/v1/programmes/:programme/domains');
export const periodsApi = apiAddress('/api/v1/programmes/:programme/periods');
export const openPeriodApi = apiAddress('/api/v1/programmes/:programme/periods/:period/opening');
export const closePeriodApi = apiAddress('/api/v1/programmes/:programme/periods/:period/closing');
export const ladderApi = apiAddress('/api/v1/programmes/:programme/ladder');
export const ladderPanelApi = apiAddress('/api/v1/programmes/:programme/ladder/panels/:panel');
export const ladderLevelApi = apiAddress('/api/v1/programmes/:programme/ladder/levels/:level');
export const frameworkApi = apiAddress('/api/v1/programmes/:programme/framework');
export const frameworkCsvApi = apiAddress('/api/v1/programmes/:programme/framework.csv');
