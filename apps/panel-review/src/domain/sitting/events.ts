import type { ContractData } from '#contracts/shared/contract.js';
import type { DomainEvent } from '#contracts/shared/decider.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { RoundKind } from '../tally/tally-document.js';
import type { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';

export type Closed = ContractData<typeof sittingClosedV1>;
export type ReasonOnRecord = Closed['reasons'][number];
export type RoundResult = Closed['rounds'][number];
export type OutcomeKind = Closed['outcome']['kind'];
export type Method = Closed['method'];
export type SelectionRules = ProgrammeDesign['rules'];

export type ConflictBecause = 'told' | 'collected' | 'credited' | 'criticised' | 'team' | 'manages' | 'close';

/** `moved`: to another period or kind of change. */
export type TakenOutBecause = 'withdrawn' | 'erased' | 'moved';

export type From =
  | { readonly kind: 'period' }
  | { readonly kind: 'sitting'; readonly sitting: string; readonly panel: string }
  | { readonly kind: 'elsewhere' };

/** Whom a story credits or criticises, as far as they have an account. */
export interface NamedInStory {
  readonly person: string;
  readonly as: 'credited' | 'criticised';
}

export interface ReceivedStory {
  readonly story: string;
  readonly storyVersion: number;
  readonly reference: string;
  readonly words: number;
  readonly language: string;
  readonly teller: string;
  readonly collector: string | null;
  readonly from: From;
  /** All that was said about it below. */
  readonly reasons: readonly ReasonOnRecord[];
  /** Left out: nobody is known to be. */
  readonly named?: readonly NamedInStory[];
}

/** How a meeting is held, as its facilitator recorded it before: the last time counts, whole. */
export interface Arrangements {
  /** How many of those who sit bring lived experience; null: not said. Who they are is nobody’s to write down. */
  readonly livedExperience: number | null;
  /** Members who speak after the others: senior staff. */
  readonly speakLast: readonly string[];
  readonly coFacilitator: string | null;
  /** Pence an hour; null: not paid. */
  readonly payAnHour: number | null;
  readonly areExpensesPaid: boolean;
  /** Minutes after which there is a break; null: none was set. */
  readonly breakAfter: number | null;
  readonly isDebriefOffered: boolean;
  /** GroundRulesText, sealed as a remark is; null: none. */
  readonly groundRules: { readonly reason: string; readonly text: Sealed } | null;
}

type Event<Type extends string, Data extends object> = DomainEvent<Type, Data>;

export type SittingOpened = Event<
  'SittingOpened',
  {
    readonly sitting: string;
    readonly organisation: string;
    readonly programme: string;
    readonly panel: string;
    readonly level: number;
    readonly period: string;
    readonly domain: string | null;
    readonly method: Method;
    readonly rules: SelectionRules;
    readonly members: readonly string[];
    readonly facilitator: string;
    readonly heldIn: 'online' | 'room';
    /** Every vote of it is secret unless one is opened otherwise. */
    readonly secret?: true;
    /** The closed sittings whose panels meet in it together, about what they chose. `panel` is that of its facilitator. */
    readonly plenaryOf?: readonly { readonly sitting: string; readonly panel: string }[];
  }
>;
/** Again, for one that had left and may be read again. */
export type StoryReceived = Event<'StoryReceived', ReceivedStory>;
export type StoryTakenOut = Event<'StoryTakenOut', { readonly story: string; readonly because: TakenOutBecause }>;
/** A new version of what was received: whoever read the old one reads again. */
export type StoryCorrected = Event<
  'StoryCorrected',
  { readonly story: string; readonly storyVersion: number; readonly words: number }
>;
export type MemberLeft = Event<'MemberLeft', { readonly member: string; readonly recordedBy: string }>;
/** The last day on which members are asked to answer; it closes nothing. */
export type AnswerByMoved = Event<'AnswerByMoved', { readonly round: string; readonly answerBy: string }>;
export type ConflictDeclared = Event<
  'ConflictDeclared',
  { readonly member: string; readonly story: string; readonly because: ConflictBecause; readonly declaredBy: string }
>;
export type StoryOpened = Event<
  'StoryOpened',
  { readonly member: string; readonly story: string; readonly how: 'opened' | 'read-aloud' | 'printed' }
>;
export type StorySkipped = Event<'StorySkipped', { readonly member: string; readonly story: string }>;
/** For its language, and apart from skipping: nothing about it is the member's choice. */
export type StoryCouldNotBeRead = Event<'StoryCouldNotBeRead', { readonly member: string; readonly story: string }>;
/** How members read stories in languages that are not theirs, as its facilitator recorded it, with why. */
export type LanguageSettled = Event<
  'LanguageSettled',
  {
    readonly how: 'translation' | 'interpreter' | 'otherwise';
    readonly pairs: readonly MemberAndStory[];
    readonly because: { readonly reason: string; readonly text: Sealed };
    readonly recordedBy: string;
  }
>;
export interface MemberAndStory {
  readonly member: string;
  readonly story: string;
}
export type RoundOpened = Event<
  'RoundOpened',
  {
    readonly round: string;
    readonly number: number;
    readonly kind: RoundKind;
    readonly proposal?: readonly string[];
    readonly secret?: true;
  }
>;
export type RoundCounted = Event<
  'RoundCounted',
  { readonly round: string; readonly result: RoundResult; readonly reasons: readonly ReasonOnRecord[] }
>;
export type OutcomeRecorded = Event<
  'OutcomeRecorded',
  {
    readonly kind: OutcomeKind;
    readonly stories: readonly string[];
    readonly followsCount: boolean;
    readonly reason: ReasonOnRecord;
  }
>;
export type LessonLineWritten = Event<'LessonLineWritten', { readonly story: string; readonly reason: ReasonOnRecord }>;
export type DissentKept = Event<
  'DissentKept',
  { readonly kind: 'dissent' | 'caveat'; readonly reason: ReasonOnRecord }
>;
export type StoryHeldOver = Event<
  'StoryHeldOver',
  { readonly story: string; readonly toPeriod: string; readonly reason: ReasonOnRecord }
>;
/** Something said while the panel talks: about one story, or the meeting as a whole. It goes no further than the panel. */
export type RemarkMade = Event<
  'RemarkMade',
  { readonly remark: string; readonly story: string | null; readonly author: string; readonly text: Sealed }
>;
export type RemarkHidden = Event<
  'RemarkHidden',
  {
    readonly remark: string;
    readonly hiddenBy: string;
    readonly because: { readonly reason: string; readonly text: Sealed };
  }
>;
/** By whoever said it: its text is gone, at its key. That something was said stays on record. */
export type WordsCalledBack = Event<'WordsCalledBack', { readonly reason: string; readonly by: string }>;
/** By whoever said it, for themselves: whoever else may read it, from now on. Held at its key. */
export type ReachChosen = Event<
  'ReachChosen',
  { readonly reason: string; readonly reach: ReasonOnRecord['reach']; readonly by: string }
>;
/** How it is held: ground rules, who speaks when, pay, breaks. Recorded again, the last counts. */
export type ArrangementsMade = Event<'ArrangementsMade', Arrangements>;
/** To a meeting in a room: members, whole; recorded again, the last counts. */
export type AttendanceRecorded = Event<
  'AttendanceRecorded',
  { readonly came: readonly string[]; readonly recordedBy: string }
>;
/** A photo of what stood on a flip chart in the room: sealed under `file/<photo>`, and what it says sealed as a remark is. */
export type FlipChartAdded = Event<
  'FlipChartAdded',
  {
    readonly photo: string;
    readonly format: 'image/jpeg' | 'image/png' | 'image/webp';
    readonly bytes: number;
    readonly words: { readonly reason: string; readonly text: Sealed };
    readonly addedBy: string;
  }
>;
/** Its key is destroyed, and then the file. */
export type FlipChartTakenAway = Event<'FlipChartTakenAway', { readonly photo: string; readonly by: string }>;
export type SittingClosed = Event<
  'SittingClosed',
  { readonly passedUp: readonly { readonly story: string; readonly toPanels: readonly string[] }[] }
>;

export type SittingEvent =
  | SittingOpened
  | StoryReceived
  | StoryTakenOut
  | StoryCorrected
  | MemberLeft
  | AnswerByMoved
  | ConflictDeclared
  | StoryOpened
  | StorySkipped
  | StoryCouldNotBeRead
  | LanguageSettled
  | RoundOpened
  | RoundCounted
  | OutcomeRecorded
  | LessonLineWritten
  | DissentKept
  | StoryHeldOver
  | RemarkMade
  | RemarkHidden
  | WordsCalledBack
  | ReachChosen
  | ArrangementsMade
  | AttendanceRecorded
  | FlipChartAdded
  | FlipChartTakenAway
  | SittingClosed;

export const sittingEventTypes = {
  SittingOpened: { version: 1 },
  StoryReceived: { version: 1 },
  StoryTakenOut: { version: 1 },
  StoryCorrected: { version: 1 },
  MemberLeft: { version: 1 },
  AnswerByMoved: { version: 1 },
  ConflictDeclared: { version: 1 },
  StoryOpened: { version: 1 },
  StorySkipped: { version: 1 },
  StoryCouldNotBeRead: { version: 1 },
  LanguageSettled: { version: 1 },
  RoundOpened: { version: 1 },
  RoundCounted: { version: 1 },
  OutcomeRecorded: { version: 1 },
  LessonLineWritten: { version: 1 },
  DissentKept: { version: 1 },
  StoryHeldOver: { version: 1 },
  RemarkMade: { version: 1 },
  RemarkHidden: { version: 1 },
  WordsCalledBack: { version: 1 },
  ReachChosen: { version: 1 },
  ArrangementsMade: { version: 1 },
  AttendanceRecorded: { version: 1 },
  FlipChartAdded: { version: 1 },
  FlipChartTakenAway: { version: 1 },
  SittingClosed: { version: 1 },
} as const satisfies Record<SittingEvent['type'], { version: number }>;

export const isSittingEvent = (event: DomainEvent): event is SittingEvent => event.type in sittingEventTypes;

export const sittingStream = (sitting: string): string => `sitting/${sitting}`;
