import { daysAfter, type CalendarDay } from '#contracts/shared/calendar-day.js';
import type { Decision } from '#contracts/shared/decider.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';

import type { CodeNotSent, CodeReplaced, CodeReplacementAsked, OverTimeEvent } from './events.js';
import type { OverTime } from './over-time.js';

type Decided = Decision<OverTimeEvent>;

/** How often a code is replaced in how many days: whoever asks more often is told to wait. */
const mostReplaced = 3;
const withinDays = 30;

/** The way is the teller's choice; no choice is not a yes. */
export function mayReplaceCode(state: OverTime, today: CalendarDay): Refusal | undefined {
  if (state.isDead) return refuse('teller-has-died');
  if (state.lostCode === 'never') return refuse('code-replacement-forbidden');
  if (state.lostCode === null) return refuse('code-no-way-chosen');
  const lately = state.replacedOn.filter((day) => daysAfter(day, withinDays) > today);
  return lately.length >= mostReplaced
    ? refuse('code-replaced-often', undefined, { most: mostReplaced, days: withinDays })
    : undefined;
}

type OnADay<Data> = Data & { readonly on: CalendarDay };

/** The first person: they have asked, by the way chosen, whether it is really them. */
export function askReplacement(state: OverTime, data: OnADay<CodeReplacementAsked['data']>): Decided {
  const refusal = mayReplaceCode(state, data.on);
  if (refusal !== undefined) return refusal;
  if (data.checked !== state.lostCode) return refuse('code-checked-another-way', 'checked');
  if (state.replacement?.stage === 'asked') return refuse('code-asked-already');
  return [{ type: 'CodeReplacementAsked', schemaVersion: 1, data }];
}

export function stopReplacement({ replacement }: OverTime, by: string): Decided {
  if (replacement?.stage !== 'asked') return refuse('code-not-asked');
  return [{ type: 'CodeReplacementStopped', schemaVersion: 1, data: { replacement: replacement.id, by } }];
}

/** The second person, who is another one. */
export function mayConfirmReplacement(state: OverTime, by: string, today: CalendarDay): Refusal | undefined {
  const { replacement, lostCode } = state;
  if (replacement?.stage !== 'asked') return refuse('code-not-asked');
  if (replacement.askedBy === by) return refuse('over-time-second-person-needed');
  // They may have chosen another way, or none, since.
  if (replacement.checked !== lostCode) return mayReplaceCode(state, today) ?? refuse('code-checked-another-way');
  return mayReplaceCode(state, today);
}

export const confirmReplacement = (state: OverTime, data: OnADay<CodeReplaced['data']>): Decided =>
  mayConfirmReplacement(state, data.confirmedBy, data.on) ?? [{ type: 'CodeReplaced', schemaVersion: 1, data }];

/** Minutes in which the sheet can be printed by whoever opened it. */
const minutesToPrint = 10;

export function openSheet({ replacement }: OverTime, by: string, at: string): Decided {
  if (replacement?.stage !== 'replaced' || replacement.by !== 'letter') return refuse('code-no-sheet');
  if (replacement.openedBy !== null) return refuse('code-sheet-opened');
  return [{ type: 'CodeSheetOpened', schemaVersion: 1, data: { replacement: replacement.id, by, at } }];
}

export const mayPrintSheet = ({ replacement }: OverTime, by: string, now: string): boolean =>
  replacement !== null &&
  replacement.stage === 'replaced' &&
  replacement.openedBy === by &&
  Date.parse(now) < Date.parse(replacement.openedAt ?? '') + minutesToPrint * 60_000;

export const codeIsOnItsWay = ({ replacement }: OverTime, id: string): Decided =>
  replacement === null || replacement.id !== id || replacement.stage !== 'replaced'
    ? []
    : [{ type: 'CodeSent', schemaVersion: 1, data: { replacement: id } }];

export const codeCameBack = (
  { replacement }: OverTime,
  id: string,
  because: CodeNotSent['data']['because'],
): Decided =>
  replacement === null || replacement.id !== id || replacement.stage !== 'replaced'
    ? []
    : [{ type: 'CodeNotSent', schemaVersion: 1, data: { replacement: id, because } }];
