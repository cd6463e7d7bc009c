import { type Decider, type Decision, type DomainEvent, never } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';

/** Somebody wants to talk after a meeting. What about is nobody's but theirs: nothing of it is written down. */
export type DebriefAsked = DomainEvent<
  'DebriefAsked',
  {
    readonly debrief: string;
    readonly organisation: string;
    readonly programme: string;
    readonly sitting: string;
    readonly person: string;
    /** Who leads the meeting: it is not for them. */
    readonly facilitator: string;
  }
>;
export type DebriefSeenTo = DomainEvent<'DebriefSeenTo', { readonly by: string }>;
export type DebriefEvent = DebriefAsked | DebriefSeenTo;

export const debriefEventTypes = {
  DebriefAsked: { version: 1 },
  DebriefSeenTo: { version: 1 },
} as const satisfies Record<DebriefEvent['type'], { version: number }>;

export const isDebriefEvent = (event: DomainEvent): event is DebriefEvent => event.type in debriefEventTypes;

export const debriefStream = (debrief: string): string => `debrief/${debrief}`;

export interface DebriefState {
  readonly asked: DebriefAsked['data'];
  readonly isSeenTo: boolean;
}

export const debriefDecider: Decider<DebriefState | undefined, DebriefEvent> = {
  initialState: undefined,
  evolve: (state, event) => {
    if (event.type === 'DebriefAsked') return { asked: event.data, isSeenTo: false };
    if (state === undefined) throw new Error(`${event.type} before DebriefAsked`);
    return event.type === 'DebriefSeenTo' ? { ...state, isSeenTo: true } : never(event);
  },
};

interface Safeguarding {
  readonly lead: string;
  readonly deputy: string;
}

/** The lead and the deputy, but neither who asks nor whoever leads the meeting. */
export const whoDebriefs = (
  safeguarding: Safeguarding | undefined,
  { person, facilitator }: Pick<DebriefAsked['data'], 'person' | 'facilitator'>,
): readonly string[] =>
  safeguarding === undefined
    ? []
    : [safeguarding.lead, safeguarding.deputy].filter((each) => each !== person && each !== facilitator);

/** Asked again while it waits it is the same; afterwards it is a new one. */
export function askForDebrief(
  state: DebriefState | undefined,
  data: DebriefAsked['data'],
  safeguarding: Safeguarding | undefined,
): Decision<DebriefEvent> {
  if (whoDebriefs(safeguarding, data).length === 0) return refuse('nobody-to-debrief');
  return state?.isSeenTo === false ? [] : [{ type: 'DebriefAsked', schemaVersion: 1, data }];
}

export function seeToDebrief(
  state: DebriefState | undefined,
  by: { readonly actor: string; readonly organisation: string },
  safeguarding: Safeguarding | undefined,
): Decision<DebriefEvent> {
  const isTheirs =
    state?.asked.organisation === by.organisation && whoDebriefs(safeguarding, state.asked).includes(by.actor);
  if (state === undefined || !isTheirs) return refuse('debrief-not-found');
  return state.isSeenTo ? [] : [{ type: 'DebriefSeenTo', schemaVersion: 1, data: { by: by.actor } }];
}
