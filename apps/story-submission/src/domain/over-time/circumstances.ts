import { monthsAfter } from '#contracts/shared/calendar-day.js';
import type { Consent } from '#contracts/shared/consent.js';
import {
  usualConsentOverTime,
  type AdultKind,
  type ConsentOverTimeDesign,
} from '#contracts/shared/consent-over-time.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';

/** Where somebody tells from. `hard-time`: they say themselves that it is one. */
export const places = ['home', 'hospital', 'hard-time', 'not-said'] as const;
export type Place = (typeof places)[number];

/** Who helped them decide. */
export const helpers = ['family', 'friend', 'advocate', 'worker', 'interpreter'] as const;
export type Helper = (typeof helpers)[number];

/** How a code that was lost is replaced. `channel`: the way they may be reached; `person`: somebody they trust. */
export const lostCodeWays = ['channel', 'person', 'never'] as const;
export type LostCodeWay = (typeof lostCodeWays)[number];

/** What they want after their death. `ask`: the person they trust decides. */
export const afterDeathWishes = ['go-on', 'stop', 'ask'] as const;
export type AfterDeath = (typeof afterDeathWishes)[number];

/** Consent that was said but is not given yet: it is asked for again. */
export interface PutOff {
  readonly because: 'hard-place' | 'public-use' | 'not-answered' | 'undone';
  readonly audiences: Consent['audiences'];
  readonly uses: Consent['uses'];
}

/** What goes beyond those who listen for the programme itself. */
const widerUses = ['quote', 'ask-others', 'research-archive'] as const;
const isWider = (use: Consent['uses'][number]): boolean => widerUses.some((wider) => wider === use);

export interface FirstConsent {
  readonly consent: Consent;
  readonly putOff: PutOff | null;
  /** YYYY-MM-DD */
  readonly putOffUntil: string | null;
}

/** From a hospital or in a hard time it covers the panels alone; public use may be asked for later of everybody. */
export function consentAtFirst(
  said: Consent,
  place: Place | null,
  settings: ConsentOverTimeDesign | undefined,
  toldOn: string,
): FirstConsent {
  const { putOffMonths, beforePublic } = settings ?? usualConsentOverTime;
  const isHard = place === 'hospital' || place === 'hard-time';
  const waits = (audience: string): boolean => (isHard ? audience !== 'panel' : beforePublic && audience === 'public');
  const audiencesWhere = (test: (audience: string) => boolean): Consent['audiences'] =>
    Object.fromEntries(Object.entries(said.audiences).filter(([audience]) => test(audience)));
  const later = {
    audiences: audiencesWhere(waits),
    uses: isHard ? said.uses.filter(isWider) : [],
  };
  if (Object.keys(later.audiences).length === 0 && later.uses.length === 0) {
    return { consent: said, putOff: null, putOffUntil: null };
  }
  return {
    consent: {
      ...said,
      audiences: audiencesWhere((audience) => !waits(audience)),
      uses: said.uses.filter((use) => !later.uses.includes(use)),
    },
    putOff: { because: isHard ? 'hard-place' : 'public-use', ...later },
    putOffUntil: monthsAfter(toldOn, putOffMonths),
  };
}

export interface AgeSaid {
  readonly isOldEnough: boolean | null;
  readonly adult: AdultKind | null;
}

export const asksForAge = (settings: ConsentOverTimeDesign | undefined): boolean =>
  (settings?.youngestAge ?? null) !== null;

/** Only “are you N or older?” is asked: nobody's age is. */
export function mayTellAtTheirAge(
  settings: ConsentOverTimeDesign | undefined,
  { isOldEnough, adult }: AgeSaid,
): Refusal | undefined {
  const { youngestAge, below, adults } = settings ?? usualConsentOverTime;
  if (youngestAge === null) return undefined;
  if (isOldEnough === null) return refuse('age-not-said', 'isOldEnough', { age: youngestAge });
  if (isOldEnough) return undefined;
  if (below === 'not-collected') return refuse('too-young-here', 'isOldEnough', { age: youngestAge });
  return adult !== null && adults.includes(adult) ? undefined : refuse('adult-needed', 'adult');
}
