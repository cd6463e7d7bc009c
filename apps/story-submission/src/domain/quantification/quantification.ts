import { type Decider, type Decision, never, type DomainEvent } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';

import type { SealedWords } from '../feedback/events.js';

/** A fact of a story in a number: how many, of what. The words are sealed; the number tells nothing without them. */
export type NumberNoted = DomainEvent<
  'NumberNoted',
  {
    readonly number: string;
    readonly story: string;
    readonly value: number;
    readonly what: SealedWords;
    readonly unit: SealedWords;
  }
>;
export type NumberTakenOut = DomainEvent<'NumberTakenOut', { readonly number: string }>;
/** Whether the like happened to somebody who heard the story. Nobody can tell from it who that is. */
export type LikeAnswered = DomainEvent<
  'LikeAnswered',
  { readonly story: string; readonly hearer: string; readonly happened: boolean }
>;

export type QuantificationEvent = NumberNoted | NumberTakenOut | LikeAnswered;

export const quantificationEventTypes = {
  NumberNoted: { version: 1 },
  NumberTakenOut: { version: 1 },
  LikeAnswered: { version: 1 },
} as const satisfies Record<QuantificationEvent['type'], { version: number }>;

export const isQuantificationEvent = (event: DomainEvent): event is QuantificationEvent =>
  event.type in quantificationEventTypes;

export const quantificationStream = (story: string): string => `quantification/${story}`;

export interface Quantification {
  readonly numbers: readonly NumberNoted['data'][];
  /** One answer a person: the last. */
  readonly answers: Readonly<Record<string, boolean>>;
}

export const quantificationDecider: Decider<Quantification, QuantificationEvent> = {
  initialState: { numbers: [], answers: {} },
  evolve: (state, event) => {
    switch (event.type) {
      case 'NumberNoted':
        return { ...state, numbers: [...state.numbers, event.data] };
      case 'NumberTakenOut':
        return { ...state, numbers: state.numbers.filter(({ number }) => number !== event.data.number) };
      case 'LikeAnswered':
        return { ...state, answers: { ...state.answers, [event.data.hearer]: event.data.happened } };
      default:
        return never(event);
    }
  },
};

const mostNumbers = 100;

export function noteNumber({ numbers }: Quantification, data: NumberNoted['data']): Decision<QuantificationEvent> {
  if (!Number.isFinite(data.value)) return refuse('number-not-a-number', 'value');
  if (numbers.length >= mostNumbers) return refuse('numbers-full', 'value', { most: mostNumbers });
  return [{ type: 'NumberNoted', schemaVersion: 1, data }];
}

export const takeOutNumber = ({ numbers }: Quantification, number: string): Decision<QuantificationEvent> =>
  numbers.some((each) => each.number === number)
    ? [{ type: 'NumberTakenOut', schemaVersion: 1, data: { number } }]
    : refuse('number-not-found', 'number');

export const answerTheLike = (
  { answers }: Quantification,
  data: LikeAnswered['data'],
): Decision<QuantificationEvent> =>
  answers[data.hearer] === data.happened ? [] : [{ type: 'LikeAnswered', schemaVersion: 1, data }];

/** Below it a count could say of whom it is. */
export const fewestShown = 5;

/** How many said yes of those who answered; null where either, or what is left, is too few to show. */
export function likeCounted({ answers }: Pick<Quantification, 'answers'>): { yes: number; of: number } | null {
  const of = Object.keys(answers).length;
  const yes = Object.values(answers).filter(Boolean).length;
  const isSmall = (count: number): boolean => count > 0 && count < fewestShown;
  return of < fewestShown || isSmall(yes) || isSmall(of - yes) ? null : { yes, of };
}
