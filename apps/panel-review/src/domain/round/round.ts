import { type Decider, type Decision, type DomainEvent, never } from '#contracts/shared/decider.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

import type { ReasonOnRecord, RoundResult, SelectionRules } from '../sitting/events.js';
import type { Conflict, RoundKind } from '../tally/tally-document.js';
import { answerFits, type BallotPublished, type BallotText } from './answer.js';
import { roomCountsAreRight, type RoomCounts } from './room-counts.js';

export type RoundBegun = DomainEvent<
  'RoundBegun',
  {
    readonly round: string;
    readonly sitting: string;
    readonly organisation: string;
    readonly number: number;
    readonly kind: RoundKind;
    /** Of a stance round: the outcome that members answer. Empty: that none be chosen. */
    readonly proposal?: readonly string[];
    /** No event says who answered, nor what: answers lie in slots until they are counted. */
    readonly secret: boolean;
    readonly stories: readonly string[];
    readonly members: readonly string[];
    readonly conflicts: readonly { readonly member: string; readonly story: string }[];
    readonly rules: SelectionRules;
    readonly facilitator: string;
    readonly heldIn: 'online' | 'room';
  }
>;
export type BallotCast = DomainEvent<
  'BallotCast',
  {
    readonly member: string;
    readonly ballot: Sealed;
    /** From a slip, or as said aloud, in a room. Left out: the member sent it. */
    readonly recordedBy?: string;
  }
>;
/** Withdrawn, moved or corrected while the round is open, which goes on without it. */
type StoryLeftRound = DomainEvent<'StoryLeftRound', { readonly story: string }>;
export type RoundStopped = DomainEvent<'RoundStopped', { readonly counts: RoomCounts | null }>;
export type BallotsCounted = DomainEvent<
  'BallotsCounted',
  {
    readonly result: RoundResult;
    readonly ballots: readonly BallotPublished[];
    readonly reasons: readonly ReasonOnRecord[];
    readonly counts: RoomCounts | null;
    /** Of a secret round: those its ballots kept to. A later one cannot be brought to bear on a ballot without a name. */
    readonly conflicts?: readonly Conflict[];
  }
>;
export type RoundEvent = RoundBegun | BallotCast | StoryLeftRound | RoundStopped | BallotsCounted;

export const roundEventTypes = {
  RoundBegun: { version: 1 },
  BallotCast: { version: 1 },
  StoryLeftRound: { version: 1 },
  RoundStopped: { version: 1 },
  BallotsCounted: { version: 1 },
} as const satisfies Record<RoundEvent['type'], { version: number }>;

export const isRoundEvent = (event: DomainEvent): event is RoundEvent => event.type in roundEventTypes;

export const roundStream = (round: string): string => `round/${round}`;

type Cast = BallotCast['data'] & { readonly before: Cast | undefined };

export interface RoundState {
  readonly begun: RoundBegun['data'];
  /** The newest; each knows the one before, so that a thousand are taken without copying those there are. */
  readonly cast: Cast | undefined;
  /** Of a secret round, while it is open: from its slots, see `withRoll`. */
  readonly roll: ReadonlySet<string> | undefined;
  /** Stories that left while it was open: nothing said of them counts. */
  readonly without: ReadonlySet<string>;
  /** Members who answered before a story left, and not since: they may want to look again. */
  readonly toLookAgain: ReadonlySet<string>;
  readonly stopped: RoundStopped['data'] | undefined;
  readonly counted: BallotsCounted['data'] | undefined;
}

export const roundDecider: Decider<RoundState | undefined, RoundEvent> = {
  initialState: undefined,
  evolve: (state, event) => {
    if (event.type === 'RoundBegun') {
      const nobody: ReadonlySet<string> = new Set();
      return {
        ...{ begun: event.data, cast: undefined, roll: undefined, without: nobody, toLookAgain: nobody },
        ...{ stopped: undefined, counted: undefined },
      };
    }
    if (state === undefined) throw new Error(`${event.type} before RoundBegun`);
    switch (event.type) {
      case 'BallotCast':
        return {
          ...state,
          cast: { ...event.data, before: state.cast },
          toLookAgain: exceptFor(state.toLookAgain, event.data.member),
        };
      case 'StoryLeftRound':
        return {
          ...state,
          without: new Set(state.without).add(event.data.story),
          toLookAgain: answeredBy(state),
        };
      case 'RoundStopped':
        return { ...state, stopped: event.data };
      case 'BallotsCounted':
        return { ...state, counted: event.data };
      default:
        return never(event);
    }
  },
};

/** What was cast last for each member. */
function lastCast({ cast }: RoundState): ReadonlyMap<string, Cast> {
  const inOrder: (readonly [string, Cast])[] = [];
  for (let each = cast; each !== undefined; each = each.before) inOrder.push([each.member, each]);
  return new Map(inOrder.reverse());
}

/** The last ballot of each member. */
export const ballotsOf = (state: RoundState): ReadonlyMap<string, Sealed> =>
  new Map([...lastCast(state)].map(([member, { ballot }]) => [member, ballot]));

/** Members whose last ballot somebody else recorded, and who did. */
export const recordersOf = (state: RoundState): ReadonlyMap<string, string> =>
  new Map(
    [...lastCast(state)].flatMap(([member, { recordedBy }]) =>
      recordedBy === undefined ? [] : [[member, recordedBy] as const],
    ),
  );

/** Who has answered so far. */
export const answeredBy = (state: RoundState): ReadonlySet<string> => state.roll ?? new Set(lastCast(state).keys());

/** Whether a member’s answer is there, and whether somebody else recorded it. */
export type AnswerThere = 'none' | 'own' | 'recorded';

export function answersThere(state: RoundState): (member: string) => AnswerThere {
  const answered = answeredBy(state);
  const recorders = recordersOf(state);
  return (member) => (!answered.has(member) ? 'none' : recorders.has(member) ? 'recorded' : 'own');
}

const exceptFor = (people: ReadonlySet<string>, person: string): ReadonlySet<string> =>
  people.has(person) ? new Set([...people].filter((each) => each !== person)) : people;

export const beginRound = (state: RoundState | undefined, data: RoundBegun['data']): Decision<RoundEvent> =>
  state === undefined ? [{ type: 'RoundBegun', schemaVersion: 1, data }] : [];

/** Nobody knows what was answered; who has answered is told, and may answer again. */
export function goOnWithout(state: RoundState | undefined, story: string): Decision<RoundEvent> {
  const isOpen = state?.stopped === undefined && state?.begun.stories.includes(story) === true;
  return isOpen && !state.without.has(story) ? [{ type: 'StoryLeftRound', schemaVersion: 1, data: { story } }] : [];
}

/** Whether a member may answer so, now. */
export function answerIsTaken(
  state: RoundState | undefined,
  organisation: string,
  member: string,
  ballot: BallotText,
): Refusal | undefined {
  if (state?.begun.organisation !== organisation) return refuse('round-not-found');
  const { begun } = state;
  if (state.stopped !== undefined) return refuse('round-closed');
  if (!begun.members.includes(member)) return refuse('not-a-member');
  const stories = begun.stories.filter((story) => !state.without.has(story));
  return answerFits({ ...begun, stories }, member, ballot);
}

/** What is asked; `sealed` is the same, for the event. The last of a member counts, until the round closes. */
export function castBallot(
  state: RoundState | undefined,
  organisation: string,
  member: string,
  ballot: BallotText,
  sealed: Sealed,
): Decision<RoundEvent> {
  if (state?.begun.secret === true) throw new Error('A ballot of a secret round is no event');
  const wrong = answerIsTaken(state, organisation, member, ballot);
  if (wrong !== undefined) return wrong;
  return [{ type: 'BallotCast', schemaVersion: 1, data: { member, ballot: sealed } }];
}

/** Hands and dots can be counted; scores, orders and stances are a member's own. */
const isCountedInRooms = (kind: RoundKind): boolean => kind === 'choice' || kind === 'approval';

/** Acknowledged before this is counted, whatever comes after is refused. Counting follows. */
export function stopRound(
  state: RoundState | undefined,
  by: { readonly actor: string; readonly organisation: string },
  counts: RoomCounts | null,
): Decision<RoundEvent> {
  if (state?.begun.organisation !== by.organisation) return refuse('round-not-found');
  if (state.begun.facilitator !== by.actor) return refuse('not-the-facilitator');
  if (state.stopped !== undefined) {
    const isOtherCount = counts !== null && !isSameCount(counts, state.stopped.counts);
    return isOtherCount ? refuse('round-counted-otherwise') : [];
  }
  if (counts !== null && state.begun.heldIn !== 'room') return refuse('room-counts-without-room', 'roomCounts');
  if (counts !== null && state.begun.secret) return refuse('room-counts-in-secret-round');
  if (counts !== null && !isCountedInRooms(state.begun.kind)) return refuse('room-counts-for-choices-only');
  if (counts !== null && state.cast !== undefined) return refuse('round-has-ballots');
  const wrong = counts === null ? undefined : roomCountsAreRight(state.begun, counts);
  if (wrong !== undefined) return wrong;
  return [{ type: 'RoundStopped', schemaVersion: 1, data: { counts } }];
}

/** In a room nobody has answered here so far: what was answered there is still to be counted. */
export const isToBeCounted = ({ begun, cast }: RoundState): boolean =>
  begun.heldIn === 'room' && !begun.secret && isCountedInRooms(begun.kind) && cast === undefined;

/** What was not counted, or would be lost: closed all the same by whoever says so. */
export const comesToSomething = (state: RoundState, answered: number): Refusal | undefined =>
  isToBeCounted(state) ? refuse('room-not-counted', 'roomCounts') : enoughHaveAnswered(state.begun, answered);

/** Of a secret round: fewer could never choose enough for its result to be shown, and what they answered is destroyed. */
export const enoughHaveAnswered = ({ secret, rules }: RoundBegun['data'], answered: number): Refusal | undefined =>
  secret && answered < rules.minimumBallots
    ? refuse('too-few-have-answered', 'withoutResult', { least: rules.minimumBallots, answered })
    : undefined;

/** Two people who close a round at once with the same hands counted want the same. */
const isSameCount = (one: RoomCounts, other: RoomCounts | null): boolean =>
  other !== null &&
  one.answered === other.answered &&
  one.abstained === other.abstained &&
  [...Object.keys(one.counts), ...Object.keys(other.counts)].every(
    (story) => (one.counts[story] ?? 0) === (other.counts[story] ?? 0),
  );

export function countBallots(state: RoundState | undefined, data: BallotsCounted['data']): Decision<RoundEvent> {
  if (state?.stopped === undefined) return refuse('round-still-open');
  return state.counted === undefined ? [{ type: 'BallotsCounted', schemaVersion: 1, data }] : [];
}
