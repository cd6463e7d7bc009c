import { address, apiAddress } from '#web/addresses.js';

export { seeProgramme, seeProgrammes } from '#contracts/programme-design/addresses.js';

export const createProgrammePage = address('/:language/programmes/new');
export const addDomainPage = address('/:language/programmes/:programme/add-domain');
export const addPeriodPage = address('/:language/programmes/:programme/add-period');
export const openPeriodPage = address('/:language/programmes/:programme/periods/:period/open-period');
export const closePeriodPage = address('/:language/programmes/:programme/periods/:period/close-period');

export const programmesApi = apiAddress('/api/v1/programmes');
export const programmeApi = apiAddress('/api/v1/programmes/:programme');
export const domainsApi = apiAddress('/api/v1/programmes/:programme/domains');
export const periodsApi = apiAddress('/api/v1/programmes/:programme/periods');
export const openPeriodApi = apiAddress('/api/v1/programmes/:programme/periods/:period/opening');
export const closePeriodApi = apiAddress('/api/v1/programmes/:programme/periods/:period/closing');
export const ladderApi = apiAddress('/api/v1/programmes/:programme/ladder');
