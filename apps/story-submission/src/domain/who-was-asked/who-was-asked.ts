import { type Decider, type Decision, never, type DomainEvent } from '#contracts/shared/decider.js';
import { isSame } from '#contracts/shared/is-same.js';
import { refuse } from '#contracts/shared/refusal.js';

/** Of one period: whom the work supports, who of them was invited to tell, and who said no or could not. */
export const figures = ['supported', 'invited', 'declined', 'not-able'] as const;
export type Figure = (typeof figures)[number];

/** A number, and where it comes from: a record, a count, an estimate. */
export interface SourcedNumber {
  readonly number: number;
  readonly source: string;
}

export type Figures = Readonly<Record<Figure, SourcedNumber | null>>;

export type FiguresGiven = DomainEvent<
  'FiguresGiven',
  {
    readonly programme: string;
    readonly period: string;
    /** People of one kind: `Aged 16 to 25`. Null: everybody. */
    readonly group: string | null;
    readonly figures: Figures;
  }
>;
/** How often a teller may be asked in twelve months before somebody is told of it. */
export type AskingLimitSet = DomainEvent<'AskingLimitSet', { readonly programme: string; readonly atMost: number }>;

export type WhoWasAskedEvent = FiguresGiven | AskingLimitSet;

export const whoWasAskedEventTypes = {
  FiguresGiven: { version: 1 },
  AskingLimitSet: { version: 1 },
} as const satisfies Record<WhoWasAskedEvent['type'], { version: number }>;

export const isWhoWasAskedEvent = (event: DomainEvent): event is WhoWasAskedEvent =>
  event.type in whoWasAskedEventTypes;

export const whoWasAskedStream = (programme: string, period: string): string => `who-was-asked/${programme}/${period}`;
export const askingLimitStream = (programme: string): string => `asking-limit/${programme}`;

export const usualLimit = 3;

export interface LineOfFigures {
  readonly group: string | null;
  readonly figures: Figures;
}

export interface WhoWasAsked {
  /** Everybody first, then each group in the order it was first given. */
  readonly lines: readonly LineOfFigures[];
  readonly atMost: number;
}

export const whoWasAskedDecider: Decider<WhoWasAsked, WhoWasAskedEvent> = {
  initialState: { lines: [], atMost: usualLimit },
  evolve: (state, event) => {
    switch (event.type) {
      case 'FiguresGiven': {
        const { group, figures: given } = event.data;
        const line = { group, figures: given };
        if (state.lines.some((each) => each.group === group)) {
          return { ...state, lines: state.lines.map((each) => (each.group === group ? line : each)) };
        }
        return { ...state, lines: group === null ? [line, ...state.lines] : [...state.lines, line] };
      }
      case 'AskingLimitSet':
        return { ...state, atMost: event.data.atMost };
      default:
        return never(event);
    }
  },
};

const mostGroups = 30;

/** Given again, they take the place of those before; the record keeps both. */
export function giveFigures(state: WhoWasAsked, data: FiguresGiven['data']): Decision<WhoWasAskedEvent> {
  const { invited, declined, 'not-able': notAble } = data.figures;
  const given = figures.filter((figure) => data.figures[figure] !== null);
  const unsourced = given.find((figure) => data.figures[figure]?.source.trim() === '');
  if (unsourced !== undefined) return refuse('figure-without-source', `${unsourced}Source`);
  if (given.length === 0) return refuse('figures-missing', 'supported');
  const answered = (declined?.number ?? 0) + (notAble?.number ?? 0);
  if (invited !== null && answered > invited.number) return refuse('more-answered-than-invited', 'invited');
  const before = state.lines.find(({ group }) => group === data.group);
  if (before !== undefined && isSame(before.figures, data.figures)) return [];
  if (before === undefined && state.lines.length > mostGroups) {
    return refuse('groups-full', 'group', { most: mostGroups });
  }
  return [{ type: 'FiguresGiven', schemaVersion: 1, data }];
}

export function setAskingLimit(state: WhoWasAsked, data: AskingLimitSet['data']): Decision<WhoWasAskedEvent> {
  return state.atMost === data.atMost ? [] : [{ type: 'AskingLimitSet', schemaVersion: 1, data }];
}
