import { address, apiAddress } from '#web/addresses.js';

export { seePeople, signIn, signOut } from '#contracts/identity-access/addresses.js';
export { accessibilityStatement, cookiesPage, homePage, privacyNotice } from '#web/rendering/page-context.js';

export const start = address('/');
export const enterAsSample = address('/:language/enter-as-sample');
export const useLink = address('/:language/links/:token');
export const addPersonPage = address('/:language/people/add-person');
export const seePersonPage = address('/:language/people/:person');
export const makeLinkPage = address('/:language/people/:person/make-link');
export const changeRolesPage = address('/:language/people/:person/change-roles');
export const endAccountPage = address('/:language/people/:person/end-account');
export const howISignIn = address('/:language/how-i-sign-in');
export const endSessionPage = address('/:language/how-i-sign-in/end-session');
export const passSecondStep = address('/:language/sign-in/second-step/:step');
export const addSecondStep = address('/:language/how-i-sign-in/add-second-step');
export const removeSecondStep = address('/:language/how-i-sign-in/remove-second-step');
export const newRecoveryCodes = address('/:language/how-i-sign-in/new-recovery-codes');
export const signInRulesPage = address('/:language/sign-in-rules');
export const changePasswordPage = address('/:language/how-i-sign-in/change-password');

export const setUpApi = apiAddress('/api/v1/set-up');
export const sampleSessionsApi = apiAddress('/api/v1/sample-sessions');
export const sessionsApi = apiAddress('/api/v1/sessions');
export const useLinkApi = apiAddress('/api/v1/links/:token');
export const peopleApi = apiAddress('/api/v1/people');
export const personApi = apiAddress('/api/v1/people/:person');
export const rolesOfPersonApi = apiAddress('/api/v1/people/:person/roles');
export const deactivationApi = apiAddress('/api/v1/people/:person/deactivation');
export const reactivationApi = apiAddress('/api/v1/people/:person/reactivation');
export const linksOfPersonApi = apiAddress('/api/v1/people/:person/links');
export const myPasswordApi = apiAddress('/api/v1/my-password');
export const mySecondStepApi = apiAddress('/api/v1/my-second-step');
export const mySecondStepRemovalApi = apiAddress('/api/v1/my-second-step/removal');
export const myRecoveryCodesApi = apiAddress('/api/v1/my-recovery-codes');
export const signInRulesApi = apiAddress('/api/v1/sign-in-rules');
export const mySessionsApi = apiAddress('/api/v1/my-sessions');
export const mySessionApi = apiAddress('/api/v1/my-sessions/:session');
