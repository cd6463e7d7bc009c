import type { Consent } from '#contracts/shared/consent.js';
import { consentAudiences } from '#contracts/shared/consent.js';

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
