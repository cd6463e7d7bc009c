import { daysAfter, type CalendarDay } from '#contracts/shared/calendar-day.js';
import { consentAudiences, type Consent, type ConsentAudience } from '#contracts/shared/consent.js';
import type { Decision } from '#contracts/shared/decider.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';

import type { PutOff } from './circumstances.js';
import type { OverTimeEvent, RenewalAsked, RenewalNotSent } from './events.js';
import { daysToAnswer, renewalDue, type OverTime } from './over-time.js';

type Decided = Decision<OverTimeEvent>;

export function askRenewal(
  state: OverTime,
  story: string,
  by: RenewalAsked['data']['by'],
  today: CalendarDay,
): Decided {
  const due = renewalDue(state);
  if (state.asked !== null || due === null || due > today) return [];
  return [{ type: 'RenewalAsked', schemaVersion: 1, data: { story, on: today, by } }];
}

export const postRenewal = (state: OverTime, story: string): Decided =>
  state.isToPost ? [{ type: 'RenewalPosted', schemaVersion: 1, data: { story } }] : refuse('renewal-no-letter');

export const returnRenewal = (state: OverTime, because: RenewalNotSent['data']['because']): Decided =>
  state.asked === null ? [] : [{ type: 'RenewalNotSent', schemaVersion: 1, data: { because } }];

export const hasLapsed = ({ asked, isDead }: OverTime, today: CalendarDay): boolean =>
  asked !== null && !isDead && daysAfter(asked.on, daysToAnswer) <= today;

/** What ends without an answer: everything beyond the panels that stands. */
export function endsUnanswered({ audiences }: Pick<Consent, 'audiences'>): PutOff | null {
  const { panel: _, ...wider } = audiences;
  return Object.keys(wider).length === 0 ? null : { because: 'not-answered', audiences: wider, uses: [] };
}

export const lapse = (state: OverTime, on: CalendarDay, ended: PutOff | null): Decided => {
  if (!hasLapsed(state, on)) return [];
  const before = state.putOff;
  const putOff =
    ended === null || before === null
      ? ended
      : { ...ended, audiences: { ...before.audiences, ...ended.audiences }, uses: before.uses };
  return [{ type: 'RenewalLapsed', schemaVersion: 1, data: { on, putOff } }];
};

/** Who can be chosen: those who may read it now, and those who were said and not given yet. */
export const offeredAgain = (standing: Consent, putOff: PutOff | null): readonly ConsentAudience[] =>
  consentAudiences.filter(
    (audience) => standing.audiences[audience] !== undefined || putOff?.audiences[audience] !== undefined,
  );

/** Something waits for an answer, whether its time is over or not. */
export const waitsForAnswer = ({ asked, putOff, isDead }: OverTime): boolean =>
  !isDead && (asked !== null || putOff !== null);

export interface AgreedAgain {
  /** What goes at once. */
  readonly less: Consent['audiences'];
  /** The consent as it is afterwards, where it is wider than what stood; else null. */
  readonly more: Pick<Consent, 'audiences' | 'uses'> | null;
}

/** The answer, as what is taken back and what is given. Never wider than what was said once. */
export function agreedAgain(
  state: OverTime,
  standing: Consent,
  chosen: readonly ConsentAudience[],
  uses: Consent['uses'],
): AgreedAgain | Refusal {
  if (state.isDead) return refuse('teller-has-died');
  if (!waitsForAnswer(state)) return refuse('renewal-not-asked');
  const { putOff } = state;
  const offered = offeredAgain(standing, putOff);
  if (chosen.some((audience) => !offered.includes(audience))) return refuse('renewal-not-offered', 'audiences');
  if (uses.some((use) => putOff?.uses.includes(use) !== true)) return refuse('renewal-not-offered', 'uses');
  const less: Consent['audiences'] = Object.fromEntries(
    Object.entries(standing.audiences).filter(([audience]) => chosen.some((one) => one === audience)),
  );
  const added = chosen.filter((audience) => standing.audiences[audience] === undefined);
  if (added.length === 0 && uses.length === 0) return { less, more: null };
  const given = Object.fromEntries(
    added.map((audience) => [audience, putOff?.audiences[audience] ?? { named: false }]),
  );
  return {
    less,
    more: {
      audiences: { ...less, ...given },
      uses: [...standing.uses, ...uses.filter((use) => !standing.uses.includes(use))],
    },
  };
}

export const answerRenewal = (state: OverTime, audiences: readonly ConsentAudience[], on: string): Decided => {
  if (state.isDead) return refuse('teller-has-died');
  if (!waitsForAnswer(state)) return refuse('renewal-not-asked');
  return [{ type: 'RenewalAnswered', schemaVersion: 1, data: { audiences, on } }];
};
