import { address, apiAddress } from '#web/addresses.js';

export { seePeople, signIn, signOut } from '#contracts/identity-access/addresses.js';
export { accessibilityStatement, cookiesPage, homePage, privacyNotice } from '#web/rendering/page-context.js';

export const start = address('/');
export const enterAsSample = address('/:language/enter-as-sample');
export const useLink = address('/:language/links/:token');
export const addPersonPage = address('/:language/people/add-person');

export const setUpApi = apiAddress('/api/v1/set-up');
export const sampleSessionsApi = apiAddress('/api/v1/sample-sessions');
export const peopleApi = apiAddress('/api/v1/people');
