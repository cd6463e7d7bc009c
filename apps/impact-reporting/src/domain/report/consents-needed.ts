import type { ConsentAudience } from '#contracts/shared/consent.js';

/**
 * Whose consent a story in a report rests on. What is made for partners or for everybody is made by people of the
 * organisation, and shows them no more than they may read there themselves.
 */
export const consentsNeeded: Readonly<Record<ConsentAudience, readonly [ConsentAudience, ...ConsentAudience[]]>> = {
  panel: ['panel'],
  organisation: ['organisation'],
  partner: ['partner', 'organisation'],
  public: ['public', 'organisation'],
};

/** Whether a report for this audience may show a story whose teller says yes to these. */
export const mayBeShownTo = (audience: ConsentAudience, agreed: readonly ConsentAudience[]): boolean =>
  consentsNeeded[audience].every((each) => agreed.includes(each));
