import { type Decider, never } from '#contracts/shared/decider.js';

import type {
  Arrangements,
  ConflictBecause,
  FlipChartAdded,
  LanguageSettled,
  OutcomeKind,
  ReasonOnRecord,
  ReceivedStory,
  RemarkHidden,
  RemarkMade,
  RoundResult,
  SittingEvent,
  SittingOpened,
} from './events.js';
import { type Conflict, type RoundKind } from '../tally/tally-document.js';

export interface RoundOfSitting {
  readonly round: string;
  readonly number: number;
  readonly kind: RoundKind;
  /** Of a stance round. */
  readonly proposal?: readonly string[];
  readonly secret?: true;
  /** The last day on which members are asked to answer: `2026-04-30`. */
  readonly answerBy?: string;
  /** Undefined until it is counted: nothing by story is known before. */
  readonly result?: RoundResult;
}

/** Read out once, or read by everybody from the printed pack. */
type InRoom = 'read-aloud' | 'printed';

type ByStory = Readonly<Record<string, readonly string[]>>;

type Remark = RemarkMade['data'] & { readonly hidden: Omit<RemarkHidden['data'], 'remark'> | null };

export interface SittingState {
  readonly opened: SittingOpened['data'];
  readonly stories: readonly ReceivedStory[];
  /** Stories that left it and did not come back: still on record as received. */
  readonly takenOut: readonly string[];
  /** Corrected while a round is open, which goes on without them. */
  readonly setAside: readonly string[];
  /** Members who no longer take part. */
  readonly left: readonly string[];
  /** To a meeting in a room. Null: nobody has recorded who came, and everybody counts as there. */
  readonly came: readonly string[] | null;
  readonly conflicts: readonly { readonly member: string; readonly story: string; readonly because: ConflictBecause }[];
  /** By story: members. */
  readonly read: ByStory;
  /** Of those, who heard or read it in the room and did not open it. */
  readonly heard: ByStory;
  /** By story: how a room came to know it, as its facilitator recorded. */
  readonly readOut: Readonly<Record<string, InRoom>>;
  readonly skipped: ByStory;
  /** For its language. */
  readonly couldNotRead: ByStory;
  readonly languageSettled: readonly LanguageSettled['data'][];
  readonly rounds: readonly RoundOfSitting[];
  readonly outcome: {
    readonly kind: OutcomeKind;
    readonly stories: readonly string[];
    readonly followsCount: boolean;
  } | null;
  readonly reasons: readonly ReasonOnRecord[];
  readonly lessons: readonly string[];
  readonly heldOver: readonly { readonly story: string; readonly toPeriod: string }[];
  /** What was said while the panel talked, in order. */
  readonly remarks: readonly Remark[];
  /** Reasons and remarks whose authors called them back. */
  readonly calledBack: readonly string[];
  readonly passedUp: readonly { readonly story: string; readonly toPanels: readonly string[] }[];
  readonly isClosed: boolean;
  /** Null: nothing was recorded of how it is held. */
  readonly arrangements: Arrangements | null;
  readonly flipCharts: readonly FlipChartAdded['data'][];
}

const withMember = (by: ByStory, member: string, story: string): ByStory => ({
  ...by,
  [story]: [...(by[story] ?? []), member],
});

const withoutMember = (by: ByStory, member: string, story: string): ByStory =>
  by[story]?.includes(member) === true ? { ...by, [story]: by[story].filter((each) => each !== member) } : by;

function evolve(state: SittingState | undefined, event: SittingEvent): SittingState {
  if (event.type === 'SittingOpened') {
    return {
      opened: event.data,
      stories: [],
      takenOut: [],
      setAside: [],
      left: [],
      came: null,
      conflicts: [],
      read: {},
      heard: {},
      readOut: {},
      skipped: {},
      couldNotRead: {},
      languageSettled: [],
      rounds: [],
      outcome: null,
      reasons: [],
      lessons: [],
      heldOver: [],
      remarks: [],
      calledBack: [],
      passedUp: [],
      isClosed: false,
      arrangements: null,
      flipCharts: [],
    };
  }
  if (state === undefined) throw new Error(`${event.type} before SittingOpened`);
  switch (event.type) {
    case 'StoryReceived':
      return comeIn(state, event.data);
    case 'StoryTakenOut': {
      const { story } = event.data;
      // What was decided on it has to be decided again: an outcome never names a story that has left.
      const outcome = state.outcome?.stories.includes(story) === true ? null : state.outcome;
      const heldOver = state.heldOver.filter((each) => each.story !== story);
      return { ...state, takenOut: [...state.takenOut, story], outcome, heldOver };
    }
    case 'StoryCorrected': {
      const { story, storyVersion, words } = event.data;
      return {
        ...unread(state, story),
        stories: state.stories.map((each) => (each.story === story ? { ...each, storyVersion, words } : each)),
        setAside: openRoundOf(state) === undefined ? state.setAside : [...state.setAside, story],
        // It was chosen for what it said before.
        outcome: state.outcome?.stories.includes(story) === true ? null : state.outcome,
      };
    }
    case 'MemberLeft':
      return { ...state, left: [...state.left, event.data.member] };
    case 'AnswerByMoved': {
      const { round, answerBy } = event.data;
      return { ...state, rounds: state.rounds.map((each) => (each.round === round ? { ...each, answerBy } : each)) };
    }
    case 'ConflictDeclared': {
      const { member, story, because } = event.data;
      return { ...state, conflicts: [...state.conflicts, { member, story, because }] };
    }
    case 'StoryOpened': {
      const { member, story, how } = event.data;
      const wasRead = hasRead(state, member, story);
      const read = wasRead ? state.read : withMember(state.read, member, story);
      const heard =
        how === 'opened'
          ? withoutMember(state.heard, member, story)
          : wasRead
            ? state.heard
            : withMember(state.heard, member, story);
      const readOut = how === 'opened' ? state.readOut : { [story]: how, ...state.readOut };
      const skipped = withoutMember(state.skipped, member, story);
      const couldNotRead = withoutMember(state.couldNotRead, member, story);
      return { ...state, read, heard, readOut, skipped, couldNotRead };
    }
    case 'StorySkipped':
      return { ...state, skipped: withMember(state.skipped, event.data.member, event.data.story) };
    case 'StoryCouldNotBeRead': {
      const { member, story } = event.data;
      const skipped = withoutMember(state.skipped, member, story);
      return { ...state, skipped, couldNotRead: withMember(state.couldNotRead, member, story) };
    }
    case 'LanguageSettled':
      return { ...state, languageSettled: [...state.languageSettled, event.data] };
    case 'RoundOpened':
      // The group votes again: what it decided before no longer stands.
      return { ...state, rounds: [...state.rounds, event.data], outcome: null };
    case 'RoundCounted':
      return {
        ...state,
        setAside: [],
        rounds: state.rounds.map((each) =>
          each.round === event.data.round ? { ...each, result: event.data.result } : each,
        ),
        reasons: [...state.reasons, ...event.data.reasons],
      };
    case 'OutcomeRecorded': {
      const { kind, stories, followsCount, reason } = event.data;
      // Recorded again before closing: the last counts, and its reason with it.
      const reasons = state.reasons.filter((each) => each.kind !== 'group');
      return { ...state, outcome: { kind, stories, followsCount }, reasons: [...reasons, reason] };
    }
    case 'LessonLineWritten': {
      const { story, reason } = event.data;
      const reasons = state.reasons.filter((each) => each.kind !== 'lesson' || !each.stories.includes(story));
      return { ...state, lessons: [...new Set([...state.lessons, story])], reasons: [...reasons, reason] };
    }
    case 'DissentKept':
      return { ...state, reasons: [...state.reasons, event.data.reason] };
    case 'StoryHeldOver': {
      const { story, toPeriod, reason } = event.data;
      const heldOver = state.heldOver.filter((each) => each.story !== story);
      const reasons = state.reasons.filter((each) => each.kind !== 'held-over' || !each.stories.includes(story));
      return { ...state, heldOver: [...heldOver, { story, toPeriod }], reasons: [...reasons, reason] };
    }
    case 'RemarkMade':
      return { ...state, remarks: [...state.remarks, { ...event.data, hidden: null }] };
    case 'RemarkHidden': {
      const { remark, ...hidden } = event.data;
      const remarks = state.remarks.map((each) => (each.remark === remark ? { ...each, hidden } : each));
      return { ...state, remarks };
    }
    case 'WordsCalledBack':
      return { ...state, calledBack: [...state.calledBack, event.data.reason] };
    case 'FlipChartAdded':
      return { ...state, flipCharts: [...state.flipCharts, event.data] };
    case 'FlipChartTakenAway':
      return { ...state, flipCharts: state.flipCharts.filter(({ photo }) => photo !== event.data.photo) };
    case 'AttendanceRecorded':
      return hearing(state, event.data.came);
    case 'ArrangementsMade':
      return { ...state, arrangements: event.data };
    case 'ReachChosen': {
      const { reason, reach } = event.data;
      return {
        ...state,
        reasons: state.reasons.map((each) => (each.reason === reason ? { ...each, reach } : each)),
      };
    }
    case 'SittingClosed':
      return { ...state, passedUp: event.data.passedUp, isClosed: true };
    default:
      return never(event);
  }
}

/** One that had left stands again where it stood; of another version, what was read before counts no more. */
function comeIn(state: SittingState, received: ReceivedStory): SittingState {
  const { story, storyVersion } = received;
  const before = state.stories.find((each) => each.story === story);
  if (before === undefined) return { ...state, stories: [...state.stories, received] };
  const back = {
    ...state,
    stories: state.stories.map((each) => (each.story === story ? received : each)),
    takenOut: state.takenOut.filter((each) => each !== story),
  };
  return before.storyVersion === storyVersion ? back : unread(back, story);
}

/** Who did not come did not hear what was read out. */
function hearing(state: SittingState, came: readonly string[]): SittingState {
  const isThere = (member: string): boolean => came.includes(member);
  const among = (by: ByStory, stays: (member: string, story: string) => boolean): ByStory =>
    Object.fromEntries(
      Object.entries(by).map(([story, members]) => [story, members.filter((member) => stays(member, story))]),
    );
  return {
    ...state,
    came,
    read: among(state.read, (member, story) => isThere(member) || state.heard[story]?.includes(member) !== true),
    heard: among(state.heard, isThere),
  };
}

function unread(state: SittingState, story: string): SittingState {
  const { [story]: _, ...readOut } = state.readOut;
  return {
    ...state,
    read: { ...state.read, [story]: [] },
    heard: { ...state.heard, [story]: [] },
    readOut,
    skipped: { ...state.skipped, [story]: [] },
    couldNotRead: { ...state.couldNotRead, [story]: [] },
  };
}

export const sittingDecider: Decider<SittingState | undefined, SittingEvent> = { initialState: undefined, evolve };

export const hasRead = ({ read }: SittingState, member: string, story: string): boolean =>
  read[story]?.includes(member) === true;

/** Themselves, and not only heard or read in the room. */
export const hasOpened = (state: SittingState, member: string, story: string): boolean =>
  hasRead(state, member, story) && state.heard[story]?.includes(member) !== true;

export const hasSkipped = ({ skipped }: SittingState, member: string, story: string): boolean =>
  skipped[story]?.includes(member) === true;

export const couldNotRead = (state: SittingState, member: string, story: string): boolean =>
  state.couldNotRead[story]?.includes(member) === true;

/** Neither opened nor skipped, nor said to be unreadable. */
export const isUnread = (sitting: SittingState, member: string, story: string): boolean =>
  !hasRead(sitting, member, story) && !hasSkipped(sitting, member, story) && !couldNotRead(sitting, member, story);

/** To be seen to before choosing. Nobody has to read, or to skip, what they are too close to. */
export const isToRead = (sitting: SittingState, member: string, story: string): boolean =>
  isUnread(sitting, member, story) && !hasConflict(sitting, member, story);

export const hasConflict = ({ conflicts }: SittingState, member: string, story: string): boolean =>
  conflicts.some((each) => each.member === member && each.story === story);

/** Has left, or is too close to it. */
export const mayNotChoose = (state: SittingState, member: string, story: string): boolean =>
  state.left.includes(member) || hasConflict(state, member, story);

/** Members who may choose at least one of the stories here. */
export function membersEntitled(state: SittingState): readonly string[] {
  const here = storiesPresent(state);
  return state.opened.members.filter((member) => here.some(({ story }) => !mayNotChoose(state, member, story)));
}

/** Who may not choose what, without why: that is for the member alone. Who has left may choose nothing. */
export const conflictsTold = (state: SittingState): readonly Conflict[] =>
  state.opened.members.flatMap((member) =>
    state.stories.filter(({ story }) => mayNotChoose(state, member, story)).map(({ story }) => ({ member, story })),
  );

/** Those who have not left. */
export const membersPresent = ({ opened, left }: SittingState): readonly string[] =>
  opened.members.filter((member) => !left.includes(member));

/** In a room: those who came, where that was recorded. */
export const membersInRoom = (state: SittingState): readonly string[] =>
  membersPresent(state).filter((member) => state.came?.includes(member) !== false);

/** Whether whoever leads has said that the room heard or read it, and everybody there has, or skipped it. */
export const isReadInRoom = (state: SittingState, story: string): boolean =>
  state.readOut[story] !== undefined && membersInRoom(state).every((member) => !isUnread(state, member, story));

/** Not received yet, or it left and may be read again. */
export const mayComeIn = ({ stories, takenOut }: SittingState, story: string): boolean =>
  takenOut.includes(story) || !stories.some((each) => each.story === story);

/** Those that can be read and chosen now. */
export const storiesPresent = ({ stories, takenOut, setAside }: SittingState): readonly ReceivedStory[] =>
  stories.filter(({ story }) => !takenOut.includes(story) && !setAside.includes(story));

export const openRoundOf = ({ rounds }: SittingState): RoundOfSitting | undefined =>
  rounds.find(({ result }) => result === undefined);

/** One panel; in a plenary, each that meets in it. */
export const panelsOf = ({
  panel,
  plenaryOf,
}: Pick<SittingOpened['data'], 'panel' | 'plenaryOf'>): readonly string[] =>
  plenaryOf === undefined ? [panel] : [...new Set([panel, ...plenaryOf.map((each) => each.panel)])];
