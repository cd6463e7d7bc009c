import type { CalendarDay } from '#contracts/shared/calendar-day.js';
import { type Decider, type Decision, type DomainEvent, never } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

/** Where a recommendation comes from: `report` names the period of a report. */
export interface ActionSource {
  readonly kind: 'story' | 'sitting' | 'report';
  readonly id: string;
}

export const actionStates = ['open', 'doing', 'done', 'dropped'] as const;
export type ActionState = (typeof actionStates)[number];

/** What should follow. Its texts are sealed as a reason that names the stories it comes from: owner reason/<action>. */
export type ActionRecommended = DomainEvent<
  'ActionRecommended',
  {
    readonly action: string;
    readonly organisation: string;
    readonly programme: string;
    readonly period: string;
    readonly sources: readonly ActionSource[];
    /** RecommendationText. */
    readonly recommendation: Sealed;
  }
>;
/** How it stands now, whole: it replaces what was said before. */
export type ActionFollowed = DomainEvent<
  'ActionFollowed',
  {
    readonly state: ActionState;
    /** OwnerText; null: nobody's yet. */
    readonly owner: Sealed | null;
    /** A day of the calendar. */
    readonly due: string | null;
    /** OutcomeText. */
    readonly outcome: Sealed | null;
    /** Whether “you said, we did” shows it. */
    readonly isShared: boolean;
  }
>;
export type ActionEvent = ActionRecommended | ActionFollowed;

export interface RecommendationText {
  readonly recommendation: string;
}
export interface OwnerText {
  readonly owner: string;
}
export interface OutcomeText {
  readonly outcome: string;
}

export const actionEventTypes = { ActionRecommended: { version: 1 }, ActionFollowed: { version: 1 } } as const;
export const isActionEvent = (event: DomainEvent): event is ActionEvent => event.type in actionEventTypes;
export const actionStream = (action: string): string => `action/${action}`;

export type ActionNow = ActionRecommended['data'] & ActionFollowed['data'];

export const actionDecider: Decider<ActionNow | undefined, ActionEvent> = {
  initialState: undefined,
  evolve: (state, event) => {
    switch (event.type) {
      case 'ActionRecommended':
        return { ...event.data, state: 'open', owner: null, due: null, outcome: null, isShared: false };
      case 'ActionFollowed':
        if (state === undefined) throw new Error('ActionFollowed before ActionRecommended');
        return { ...state, ...event.data };
      default:
        return never(event);
    }
  },
};

export function recommendAction(state: ActionNow | undefined, data: ActionRecommended['data']): Decision<ActionEvent> {
  if (state !== undefined) return [];
  return [{ type: 'ActionRecommended', schemaVersion: 1, data }];
}

/** What ended says what came of it, and a text of nothing is shown to nobody. */
export function followAction(
  state: ActionNow | undefined,
  organisation: string,
  data: ActionFollowed['data'],
): Decision<ActionEvent> {
  if (state?.organisation !== organisation) return refuse('action-not-found');
  if (hasEnded(data.state) && data.outcome === null) return refuse('action-outcome-missing', 'outcome');
  return [{ type: 'ActionFollowed', schemaVersion: 1, data }];
}

export const hasEnded = (state: ActionState): boolean => state === 'done' || state === 'dropped';

/** `today` and `due` are days of the calendar. */
export const isOverdue = (
  { state, due }: { readonly state: ActionState; readonly due: string | null },
  today: CalendarDay,
): boolean => due !== null && due < today && !hasEnded(state);
