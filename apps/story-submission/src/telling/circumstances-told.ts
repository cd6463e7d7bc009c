import type { AdultKind } from '#contracts/shared/consent-over-time.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';

import type { AfterDeath, Helper, LostCodeWay, Place } from '../domain/over-time/circumstances.js';
import type { TrustedPerson } from '../domain/over-time/events.js';
import type { KeptAnswers } from './draft-by-code.js';
import { ageForm, circumstancesForm, placeForm } from './circumstances-question.js';

/** How consent came about, and what the teller wants later, in clear: sealed where it names people. */
export interface CircumstancesTold {
  readonly isOldEnough: boolean | null;
  readonly adult: AdultKind | null;
  readonly adultName: string | null;
  readonly place: Place | null;
  readonly helper: Helper | null;
  readonly helperName: string | null;
  readonly lostCode: LostCodeWay | null;
  /** Their own, where a new code goes by the way they may be reached. */
  readonly ownAddress: string | null;
  readonly afterDeath: AfterDeath | null;
  readonly trusted: TrustedPerson | null;
}

export const nothingTold: CircumstancesTold = {
  ...{ isOldEnough: null, adult: null, adultName: null, place: null, helper: null, helperName: null },
  ...{ lostCode: null, ownAddress: null, afterDeath: null, trusted: null },
};

/** Whoever is named is kept only where something is asked of them. */
export const trustedOf = (
  {
    lostCode,
    afterDeath,
  }: { readonly lostCode?: string | null | undefined; readonly afterDeath?: string | null | undefined },
  name: string | undefined,
  address: string | undefined,
): TrustedPerson | null =>
  (lostCode === 'person' || afterDeath === 'ask') && name !== undefined && address !== undefined
    ? { name: name.trim(), address: address.trim() }
    : null;

export function circumstancesOf(answers: KeptAnswers, design: ProgrammeDesign): CircumstancesTold {
  const age = ageForm(design).parse(answers.age?.typed);
  const said = circumstancesForm.parse(answers.circumstances?.typed);
  const where = placeForm.parse(answers.readers?.typed);
  const years = age.ok ? age.values : undefined;
  const values = said.ok ? said.values : undefined;
  return {
    isOldEnough: years === undefined ? null : years.isOldEnough === 'yes',
    adult: design.consentOverTime?.adults.find((each) => each === years?.adult) ?? null,
    adultName: years?.adultName ?? null,
    place: (where.ok ? where.values.place : undefined) ?? null,
    helper: values?.helper ?? null,
    helperName: (values?.helper === undefined ? undefined : values.helperName) ?? null,
    lostCode: values?.lostCode ?? null,
    ownAddress: (values?.lostCode === 'channel' ? values.ownAddress?.trim() : undefined) ?? null,
    afterDeath: values?.afterDeath ?? null,
    trusted: trustedOf(values ?? {}, values?.trustedName, values?.trustedAddress),
  };
}
