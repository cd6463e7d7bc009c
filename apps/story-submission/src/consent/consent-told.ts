import type { Consent } from '#contracts/shared/consent.js';

/**
 * As it is told to whoever gave it, and to staff. People who are left out are neither named nor counted: nobody may learn
 * from it who has an account, or whom somebody fears.
 */
export const consentTold = (consent: Consent): Consent => ({
  ...consent,
  exclusions: consent.exclusions.filter(({ kind }) => kind !== 'person'),
});
