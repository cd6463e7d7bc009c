import { type Decider, type Decision, type DomainEvent, never } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

/** Which stories were looked at, and which of them are alike. No text, and nothing made of one. */
export type StoriesCompared = DomainEvent<
  'StoriesCompared',
  {
    readonly programme: string;
    readonly period: string;
    readonly stories: readonly string[];
    readonly pairs: readonly {
      readonly pair: string;
      readonly one: string;
      readonly other: string;
      /** Per cent. */
      readonly likeness: number;
    }[];
  }
>;
export type PairJudged = DomainEvent<
  'PairJudged',
  {
    readonly pair: string;
    /** Null: they are not the same. */
    readonly same: {
      readonly keep: string;
      readonly close: string;
      /** In the class of the text of the story that is closed. */
      readonly why: Sealed;
    } | null;
    readonly at: string;
  }
>;
export type PairUndone = DomainEvent<
  'PairUndone',
  { readonly pair: string; readonly keep: string; readonly close: string }
>;

export type PairEvent = StoriesCompared | PairJudged | PairUndone;

export const pairEventTypes = {
  StoriesCompared: { version: 1 },
  PairJudged: { version: 1 },
  PairUndone: { version: 1 },
} as const satisfies Record<PairEvent['type'], { version: number }>;

export const isPairEvent = (event: DomainEvent): event is PairEvent => event.type in pairEventTypes;

export const pairStream = (pair: string): string => `story-pair/${pair}`;
/** A day (UTC) each, so that none grows without end. */
export const comparedStream = (programme: string, period: string, day: string): string =>
  `compared/${programme}/${period}/${day}`;

type Judged = PairJudged['data'] | undefined;

export const pairDecider: Decider<Judged, PairEvent> = {
  initialState: undefined,
  evolve: (state, event) => {
    switch (event.type) {
      case 'StoriesCompared':
        return state;
      case 'PairJudged':
        return event.data;
      case 'PairUndone':
        return undefined;
      default:
        return never(event);
    }
  },
};

export const judgePair = (state: Judged, data: PairJudged['data']): Decision<PairEvent> =>
  state === undefined || state.same === null
    ? [{ type: 'PairJudged', schemaVersion: 1, data }]
    : refuse('story-merged-already');

/** `hasPanelDecided`: what a panel has decided on one story cannot become two again. */
export function undoPair(state: Judged, hasPanelDecided: boolean): Decision<PairEvent> {
  if (state === undefined || state.same === null) return refuse('pair-not-put-together');
  if (hasPanelDecided) return refuse('pair-decided-by-panel');
  const { keep, close } = state.same;
  return [{ type: 'PairUndone', schemaVersion: 1, data: { pair: state.pair, keep, close } }];
}
