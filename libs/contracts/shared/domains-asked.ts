import type { DomainDesign, ProgrammeDesign } from './programme.js';

/** Those asked about in a period: from their first one on, and up to their last. Periods are in the order of their opening. */
export function domainsAsked(
  { domains, periods }: Pick<ProgrammeDesign, 'domains' | 'periods'>,
  period: string,
): readonly DomainDesign[] {
  const opensOf = (id: string | undefined): string | undefined => periods.find((each) => each.id === id)?.opens;
  const opens = opensOf(period);
  if (opens === undefined) return domains;
  return domains.filter(
    ({ firstPeriod, lastPeriod }) =>
      (opensOf(firstPeriod) ?? opens) <= opens && opens <= (opensOf(lastPeriod) ?? opens),
  );
}

/** A programme as it is asked with in one period. */
export const askedWithIn = (design: ProgrammeDesign, period: string): ProgrammeDesign => ({
  ...design,
  domains: [...domainsAsked(design, period)],
});
