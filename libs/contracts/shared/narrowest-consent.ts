import { consentAudiences, type Consent } from './consent.js';

/** Nobody may read it; whoever is left out stays left out. */
export const nobodyMayRead = (consent: Consent): Consent => ({ ...consent, audiences: {}, uses: [] });

/** What every one of them agreed to. An audience needs everybody’s yes, a name shown too; whom one leaves out, all do. */
export function narrowest(first: Consent, ...rest: readonly Consent[]): Consent {
  return rest.reduce<Consent>(
    (so, next) => ({
      ...so,
      audiences: Object.fromEntries(
        consentAudiences.flatMap((audience) => {
          const [one, other] = [so.audiences[audience], next.audiences[audience]];
          return one === undefined || other === undefined ? [] : [[audience, { named: one.named && other.named }]];
        }),
      ),
      exclusions: [
        ...so.exclusions,
        ...next.exclusions.filter(({ kind, id }) => !so.exclusions.some((one) => one.kind === kind && one.id === id)),
      ],
      uses: so.uses.filter((use) => next.uses.includes(use)),
      answeredAt: so.answeredAt > next.answeredAt ? so.answeredAt : next.answeredAt,
    }),
    first,
  );
}

/** Whether both let the same people read the same; who answered when makes no difference to that. */
export function allowsTheSame(one: Consent, other: Consent): boolean {
  const said = ({ audiences, exclusions, uses }: Consent): string =>
    JSON.stringify([
      consentAudiences.map((audience) => audiences[audience]?.named ?? null),
      exclusions.map(({ kind, id }) => `${kind}/${id}`).sort(),
      [...uses].sort(),
    ]);
  return said(one) === said(other);
}
