import { monthsAfter, type CalendarDay } from '#contracts/shared/calendar-day.js';
import { type Decider, type Decision, never, type DomainEvent } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

/** Months after a story was told when its teller may be asked whether it is still so. */
export const askedAfter = [3, 6, 12] as const;
export type Months = (typeof askedAfter)[number];

export const stillSoAnswers = ['still-so', 'has-changed', 'no-longer'] as const;
export type StillSoAnswer = (typeof stillSoAnswers)[number];

/** The teller’s choice, whole: none of them means that they are not asked. */
export type StillSoChosen = DomainEvent<
  'StillSoChosen',
  { readonly story: string; readonly programme: string; readonly toldOn: string; readonly months: readonly Months[] }
>;
/** `page`: it waits behind their code and nobody writes to them. */
export type StillSoAsked = DomainEvent<
  'StillSoAsked',
  { readonly story: string; readonly months: Months; readonly by: 'mail' | 'letter' | 'page' }
>;
export type StillSoPosted = DomainEvent<'StillSoPosted', { readonly months: Months }>;
/** The mail could not be handed over, or must not be any more. The question still waits on their page. */
export type StillSoNotSent = DomainEvent<
  'StillSoNotSent',
  { readonly months: Months; readonly because: 'mail-refused' | 'contact-gone' | 'contact-stopped' }
>;
/** A new part beside the story, sealed with it. */
export type StillSoAnswered = DomainEvent<
  'StillSoAnswered',
  {
    readonly story: string;
    readonly months: Months;
    readonly answer: StillSoAnswer;
    readonly words: Sealed | null;
    readonly at: string;
  }
>;

export type StillSoEvent = StillSoChosen | StillSoAsked | StillSoPosted | StillSoNotSent | StillSoAnswered;

export const stillSoEventTypes = {
  StillSoChosen: { version: 1 },
  StillSoAsked: { version: 1 },
  StillSoPosted: { version: 1 },
  StillSoNotSent: { version: 1 },
  StillSoAnswered: { version: 1 },
} as const satisfies Record<StillSoEvent['type'], { version: number }>;

export const isStillSoEvent = (event: DomainEvent): event is StillSoEvent => event.type in stillSoEventTypes;

export const stillSoStream = (story: string): string => `still-so/${story}`;

/** What the teller wrote, as it is sealed in class `text` of the story. */
export interface StillSoWords {
  readonly text: string;
}

export type StillSoPart = Pick<StillSoAnswered['data'], 'months' | 'answer' | 'words' | 'at'>;

export interface StillSo {
  readonly toldOn: string | null;
  readonly programme: string | null;
  readonly months: readonly Months[];
  /** The last that was asked. */
  readonly asked: { readonly months: Months; readonly by: StillSoAsked['data']['by'] } | null;
  /** A letter about it waits to be posted. */
  readonly isToPost: boolean;
  readonly parts: readonly StillSoPart[];
}

export const stillSoDecider: Decider<StillSo, StillSoEvent> = {
  initialState: { toldOn: null, programme: null, months: [], asked: null, isToPost: false, parts: [] },
  evolve: (state, event) => {
    switch (event.type) {
      case 'StillSoChosen': {
        const { toldOn, programme, months } = event.data;
        return { ...state, toldOn, programme, months };
      }
      case 'StillSoAsked': {
        const { months, by } = event.data;
        return { ...state, asked: { months, by }, isToPost: by === 'letter' };
      }
      case 'StillSoPosted':
      case 'StillSoNotSent':
        return { ...state, isToPost: false };
      case 'StillSoAnswered': {
        const { months, answer, words, at } = event.data;
        return { ...state, isToPost: false, parts: [...state.parts, { months, answer, words, at }] };
      }
      default:
        return never(event);
    }
  },
};

/** What is asked now: undefined where nothing is, or it was answered. */
export const openQuestion = ({ asked, parts }: Pick<StillSo, 'asked' | 'parts'>): Months | undefined =>
  asked === null || parts.some(({ months }) => months === asked.months) ? undefined : asked.months;

/** The next day on which something is to be asked, as YYYY-MM-DD; null where nothing is ahead. */
export function nextDue({ toldOn, months, asked }: Pick<StillSo, 'toldOn' | 'months' | 'asked'>): string | null {
  const next = askedAfter.find((each) => months.includes(each) && each > (asked?.months ?? 0));
  return toldOn === null || next === undefined ? null : monthsAfter(toldOn, next);
}

/** Those whose day is still to come. */
export const stillAhead = (toldOn: string, today: CalendarDay): readonly Months[] =>
  askedAfter.filter((months) => monthsAfter(toldOn, months) > today);

/** A day that is over cannot be chosen any more; one that was chosen before stays as it was. */
export function chooseStillSo(
  state: StillSo,
  chosen: StillSoChosen['data'],
  today: CalendarDay,
): Decision<StillSoEvent> {
  const ahead = stillAhead(chosen.toldOn, today);
  if (chosen.months.some((each) => !ahead.includes(each))) return refuse('still-so-day-is-over', 'months');
  const months = askedAfter.filter((each) => chosen.months.includes(each));
  const before = state.months.filter((each) => ahead.includes(each));
  if (state.toldOn !== null && months.join() === before.join()) return [];
  return [{ type: 'StillSoChosen', schemaVersion: 1, data: { ...chosen, months } }];
}

/** By the clock: where several days have passed while nobody looked, the last of them is asked, and only that. */
export function askStillSo(
  state: StillSo,
  story: string,
  by: StillSoAsked['data']['by'],
  today: CalendarDay,
): Decision<StillSoEvent> {
  const { toldOn, asked } = state;
  const due = state.months.filter(
    (months) => toldOn !== null && months > (asked?.months ?? 0) && monthsAfter(toldOn, months) <= today,
  );
  const last = due.at(-1);
  return last === undefined ? [] : [{ type: 'StillSoAsked', schemaVersion: 1, data: { story, months: last, by } }];
}

export function postStillSo(state: StillSo): Decision<StillSoEvent> {
  const months = openQuestion(state);
  if (!state.isToPost || months === undefined) return refuse('still-so-no-letter');
  return [{ type: 'StillSoPosted', schemaVersion: 1, data: { months } }];
}

export function returnStillSo(state: StillSo, because: StillSoNotSent['data']['because']): Decision<StillSoEvent> {
  const months = openQuestion(state);
  return months === undefined ? [] : [{ type: 'StillSoNotSent', schemaVersion: 1, data: { months, because } }];
}

/** Once each time it is asked. What was said before stays. */
export function answerStillSo(
  state: StillSo,
  story: string,
  said: Pick<StillSoPart, 'answer' | 'words'>,
  at: string,
): Decision<StillSoEvent> {
  const months = openQuestion(state);
  if (months === undefined) return refuse('still-so-not-asked');
  return [{ type: 'StillSoAnswered', schemaVersion: 1, data: { story, months, ...said, at } }];
}
