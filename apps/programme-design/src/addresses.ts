import { address, apiAddress } from '#web/addresses.js';

export { seeProgramme, seeProgrammes } from '#contracts/programme-design/addresses.js';

export const openPeriodPage = address('/:language/programmes/:programme/periods/:period/open-period');
export const closePeriodPage = address('/:language/programmes/:programme/periods/:period/close-period');

export const programmesApi = apiAddress('/api/v1/programmes');
export const programmeApi = apiAddress('/api/v1/programmes/:programme');
export const openPeriodApi = apiAddress('/api/v1/programmes/:programme/periods/:period/opening');
export const closePeriodApi = apiAddress('/api/v1/programmes/:programme/periods/:period/closing');
