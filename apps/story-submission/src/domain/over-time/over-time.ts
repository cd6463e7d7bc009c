import { daysAfter, monthsAfter } from '#contracts/shared/calendar-day.js';
import { type Decider, never } from '#contracts/shared/decider.js';
import type { Sealed } from '#contracts/shared/sealed.js';

import type { AfterDeath, LostCodeWay, PutOff } from './circumstances.js';
import type { CircumstancesSaid, CodeReplaced, OverTimeEvent } from './events.js';

/** A code that is being replaced. */
export type Replacement =
  | {
      readonly stage: 'asked';
      readonly id: string;
      readonly checked: 'channel' | 'person';
      readonly askedBy: string;
      readonly on: string;
    }
  | {
      readonly stage: 'replaced' | 'sent' | 'not-sent';
      readonly id: string;
      readonly to: 'channel' | 'person';
      readonly by: 'mail' | 'letter';
      readonly code: Sealed;
      readonly openedBy: string | null;
      readonly openedAt: string | null;
      readonly on: string;
    };

/** What is known of the consent of one story beside the consent itself. */
export interface OverTime {
  readonly programme: string | null;
  readonly toldOn: string | null;
  readonly said: Pick<CircumstancesSaid['data'], 'place' | 'helper' | 'adult' | 'people'> | null;
  readonly lostCode: LostCodeWay | null;
  readonly afterDeath: AfterDeath | null;
  readonly trusted: Sealed | null;
  /** How many were sealed so far. */
  readonly sealed: number;
  readonly putOff: PutOff | null;
  readonly putOffUntil: string | null;
  readonly renewMonths: number | null;
  /** The day on which consent was last given whole. */
  readonly givenOn: string | null;
  readonly asked: { readonly on: string; readonly by: 'mail' | 'letter' | 'page' } | null;
  readonly isToPost: boolean;
  readonly replacement: Replacement | null;
  readonly replacedOn: readonly string[];
  readonly isDead: boolean;
  readonly death: {
    readonly wish: AfterDeath | null;
    readonly ended: PutOff | null;
    readonly isPaused: boolean;
    readonly decisionHash: string | null;
    readonly decision: 'go-on' | 'stop' | null;
  } | null;
}

export const overTimeDecider: Decider<OverTime, OverTimeEvent> = {
  initialState: {
    ...{ programme: null, toldOn: null, said: null, lostCode: null, afterDeath: null, trusted: null, sealed: 0 },
    ...{ putOff: null, putOffUntil: null, renewMonths: null, givenOn: null, asked: null, isToPost: false },
    ...{ replacement: null, replacedOn: [], isDead: false, death: null },
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'CircumstancesSaid': {
        const { place, helper, adult, people, story: _, ...rest } = event.data;
        const sealed = rest.trusted?.version ?? state.sealed;
        return { ...state, ...rest, sealed, said: { place, helper, adult, people }, givenOn: rest.toldOn };
      }
      case 'WishesChanged': {
        const { story: _, toldOn, ...wishes } = event.data;
        const sealed = wishes.trusted?.version ?? state.sealed;
        return { ...state, ...wishes, sealed, toldOn, givenOn: state.givenOn ?? toldOn };
      }
      case 'RenewalAsked': {
        const { on, by } = event.data;
        return { ...state, asked: { on, by }, isToPost: by === 'letter' };
      }
      case 'RenewalPosted':
      case 'RenewalNotSent':
        return { ...state, isToPost: false };
      case 'RenewalAnswered':
        return { ...state, ...nothingAsked, putOff: null, putOffUntil: null, givenOn: event.data.on };
      case 'RenewalLapsed': {
        const { putOff, on } = event.data;
        return { ...state, ...nothingAsked, putOff: putOff ?? state.putOff, putOffUntil: null, givenOn: on };
      }
      case 'CodeReplacementAsked': {
        const { replacement: id, checked, askedBy, on } = event.data;
        return { ...state, replacement: { stage: 'asked', id, checked, askedBy, on } };
      }
      case 'CodeReplacementStopped':
        return { ...state, replacement: null };
      case 'CodeReplaced':
        return { ...state, ...replaced(event.data), replacedOn: [...state.replacedOn, event.data.on] };
      case 'CodeSheetOpened': {
        const { by: openedBy, at: openedAt } = event.data;
        return withCode(state, (replacement) => ({ ...replacement, openedBy, openedAt }));
      }
      case 'CodeSent':
        return withCode(state, (replacement) => ({ ...replacement, stage: 'sent' }));
      case 'CodeNotSent':
        return withCode(state, (replacement) => ({ ...replacement, stage: 'not-sent' }));
      case 'DeathTakenUp': {
        const { programme, toldOn, on, wish, ended, isPaused, decision } = event.data;
        const death = { wish, ended, isPaused, decisionHash: decision?.codeHash ?? null, decision: null };
        const code = decision === null ? {} : replaced({ ...decision, to: 'person', on });
        return { ...state, ...nothingAsked, replacement: null, ...code, programme, toldOn, isDead: true, death };
      }
      case 'DecidedAfterDeath':
        return state.death === null ? state : { ...state, death: { ...state.death, decision: event.data.decision } };
      case 'DeathUndoneForStory': {
        const ended = state.death?.ended ?? null;
        const again: Partial<OverTime> =
          ended === null ? {} : { putOff: { ...ended, because: 'undone' }, putOffUntil: event.data.on };
        return { ...state, isDead: false, death: null, replacement: null, ...again };
      }
      default:
        return never(event);
    }
  },
};

const nothingAsked = { asked: null, isToPost: false } as const;

const replaced = ({
  replacement,
  to,
  by,
  code,
  on,
}: Pick<CodeReplaced['data'], 'replacement' | 'to' | 'by' | 'code' | 'on'>) => ({
  replacement: { stage: 'replaced', id: replacement, to, by, code, openedBy: null, openedAt: null, on } as const,
});

type WithCode = Exclude<Replacement, { readonly stage: 'asked' }>;

const withCode = (state: OverTime, change: (replacement: WithCode) => WithCode): OverTime =>
  state.replacement === null || state.replacement.stage === 'asked'
    ? state
    : { ...state, replacement: change(state.replacement) };

/** Days to answer in before no answer means no wider use. */
export const daysToAnswer = 28;

/** The day on which consent is to be asked for again; null where none is ahead. */
export function renewalDue({ isDead, putOff, putOffUntil, renewMonths, givenOn }: OverTime): string | null {
  if (isDead) return null;
  const days = [
    ...(putOff === null || putOffUntil === null ? [] : [putOffUntil]),
    // What was not answered is asked once: after that it waits on their page.
    ...(renewMonths === null || givenOn === null || putOff !== null ? [] : [monthsAfter(givenOn, renewMonths)]),
  ];
  return days.sort()[0] ?? null;
}

/** The day on which the clock has something to do: to ask, or to take no answer for a no. */
export const nextTurn = (state: OverTime): string | null =>
  state.asked === null ? renewalDue(state) : daysAfter(state.asked.on, daysToAnswer);
