import { type Decider, type Decision, never } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

import type { AnswerKept, DraftBegun, DraftEnded, DraftEvent, DraftQuestion } from './events.js';

export interface DraftState {
  readonly begun: DraftBegun['data'];
  readonly answers: Readonly<Partial<Record<DraftQuestion, Sealed>>>;
  readonly expiresAt: string;
  readonly isEnded: boolean;
}

export const draftDecider: Decider<DraftState | undefined, DraftEvent> = {
  initialState: undefined,
  evolve: (state, event) => {
    if (event.type === 'DraftBegun') {
      return { begun: event.data, answers: {}, expiresAt: event.data.expiresAt, isEnded: false };
    }
    if (state === undefined) throw new Error(`${event.type} before DraftBegun`);
    switch (event.type) {
      case 'AnswerKept':
        return {
          ...state,
          answers: { ...state.answers, [event.data.question]: event.data.answer },
          expiresAt: event.data.expiresAt,
        };
      case 'DraftKeptLonger':
        return { ...state, expiresAt: event.data.expiresAt };
      case 'DraftEnded':
        return { ...state, answers: {}, isEnded: true };
      default:
        return never(event);
    }
  },
};

/** Days a draft is kept after something was last kept in it. */
export const daysKept = 30;
const msOfDay = 86_400_000;

export const expiryAfter = (at: string): string => new Date(Date.parse(at) + daysKept * msOfDay).toISOString();

/** Whether or not it was cleared away yet: nobody goes on with a draft whose time is over. */
export const draftIsOpen = (state: DraftState | undefined, at: string): state is DraftState =>
  state !== undefined && !state.isEnded && Date.parse(at) < Date.parse(state.expiresAt);

export function beginDraft(
  state: DraftState | undefined,
  begun: Omit<DraftBegun['data'], 'expiresAt'>,
  at: string,
): Decision<DraftEvent> {
  if (state !== undefined) return refuse('draft-not-open');
  return [{ type: 'DraftBegun', schemaVersion: 1, data: { ...begun, expiresAt: expiryAfter(at) } }];
}

export function keepAnswer(
  state: DraftState | undefined,
  { question, answer }: Pick<AnswerKept['data'], 'question' | 'answer'>,
  at: string,
): Decision<DraftEvent> {
  if (!draftIsOpen(state, at)) return refuse('draft-not-open');
  return [{ type: 'AnswerKept', schemaVersion: 1, data: { question, answer, expiresAt: expiryAfter(at) } }];
}

/** For what is kept beside its answers; refused where that came too late. */
export function keepLonger(state: DraftState | undefined, at: string): Decision<DraftEvent> {
  if (!draftIsOpen(state, at)) return refuse('draft-not-open');
  return [{ type: 'DraftKeptLonger', schemaVersion: 1, data: { expiresAt: expiryAfter(at) } }];
}

export function endDraft(
  state: DraftState | undefined,
  because: Exclude<DraftEnded['data']['because'], 'expired'>,
): Decision<DraftEvent> {
  if (state === undefined) return refuse('draft-not-open');
  return state.isEnded ? [] : [{ type: 'DraftEnded', schemaVersion: 1, data: { because } }];
}

/** Nothing when something was kept in it meanwhile. */
export function expireDraft(state: DraftState | undefined, at: string): Decision<DraftEvent> {
  if (state === undefined || state.isEnded || draftIsOpen(state, at)) return [];
  return [{ type: 'DraftEnded', schemaVersion: 1, data: { because: 'expired' } }];
}
