import type { Consent } from '#contracts/shared/consent.js';
import { consentAudiences } from '#contracts/shared/consent.js';

import type { KeyChange, KeyRecord } from './key-records.js';
import type { Intent, Reach } from './key-vault.js';

/** What the next consent would allow that the standing one does not; undefined when it only takes back. */
export function widening(standing: Consent, next: Consent): string | undefined {
  for (const audience of consentAudiences) {
    const wanted = next.audiences[audience];
    const allowed = standing.audiences[audience];
    if (wanted === undefined) continue;
    if (allowed === undefined) return `audience ${audience}`;
    if (wanted.named && !allowed.named) return `name shown to ${audience}`;
  }
  const use = next.uses.find((one) => !standing.uses.includes(one));
  if (use !== undefined) return `use ${use}`;
  const lifted = standing.exclusions.find(
    (one) => !next.exclusions.some((other) => other.kind === one.kind && other.id === one.id),
  );
  return lifted === undefined ? undefined : `exclusion of a ${lifted.kind} lifted`;
}

/** Undefined where no step of it goes. */
export function lessReach({ state, reach }: KeyRecord, said: readonly Reach[]): KeyChange | undefined {
  const less = reach.filter((step) => said.includes(step));
  return state === 'erased' || less.length === reach.length ? undefined : { reach: less };
}

/** What an intent says of a change, beside its kind. */
export const saidOf = ({ consent, reach }: KeyChange): Pick<Intent, 'consent' | 'reach'> => ({
  ...(consent === undefined ? {} : { consent }),
  ...(reach === undefined ? {} : { reach }),
});
