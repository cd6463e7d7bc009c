import { refuse, type Refusal } from '#contracts/shared/refusal.js';

import type {
  ConflictBecause,
  MemberAndStory,
  OutcomeKind,
  ReasonOnRecord,
  ReceivedStory,
  RoundResult,
  SittingEvent,
  SittingOpened,
} from './events.js';
import { type By, type Decided, event, inSitting, type State } from './in-sitting.js';
import { everyStoryCanBeRead } from './languages.js';
import {
  chosenOnAQuorateRound,
  decidingRound,
  eachStoryHasALessonLine,
  enoughForSecrecy,
  firstRefusal,
  isSecretRound,
  kindOfNextRound,
  maySpeakFor,
  noRoundIsOpen,
  onlyMembersMay,
  onlyTheFacilitatorMay,
  outcomeIsRecorded,
  outcomeNamesAsManyAsItsKind,
  proposalCanBeAnswered,
  readAloudInRoom,
  roundsAreEnoughFor,
  roundsAreLeft,
  secrecyCanBeKept,
  skippingIsAllowed,
  somebodyMayChoose,
  storyIsHere,
  thereIsSomethingToChoose,
} from './rules.js';
import {
  couldNotRead,
  hasConflict,
  hasOpened,
  hasRead,
  hasSkipped,
  isUnread,
  mayComeIn,
  membersInRoom,
  type SittingState,
} from './state.js';

export function openSitting(state: State, data: SittingOpened['data']): Decided {
  if (state !== undefined) return refuse('sitting-id-taken');
  const refusal = firstRefusal(
    isSecretRound(data, undefined) ? enoughForSecrecy(data.members.length, data.rules) : undefined,
    roundsAreEnoughFor(data),
  );
  return refusal ?? [{ type: 'SittingOpened', schemaVersion: 1, data }];
}

export const receiveStories = (state: State, by: By, stories: readonly ReceivedStory[]): Decided =>
  inSitting(
    state,
    by,
    (sitting) => firstRefusal(onlyTheFacilitatorMay(sitting, by.actor), noRoundIsOpen(sitting)),
    (sitting) =>
      stories
        .filter(({ story }) => mayComeIn(sitting, story))
        .flatMap((data) => [event('StoryReceived', data), ...conflictsOfThoseWhoBroughtIt(sitting, data)]),
  );

/** Who told a story, collected it or is named in it cannot choose it, and nobody has to say so: tellers are hidden. */
const conflictsOfThoseWhoBroughtIt = (
  sitting: SittingState,
  { story, teller, collector, named = [] }: ReceivedStory,
): readonly SittingEvent[] =>
  sitting.opened.members.flatMap((member) => {
    const as = named.find(({ person }) => person === member)?.as;
    const because = member === teller ? 'told' : member === collector ? 'collected' : as;
    return because === undefined || hasConflict(sitting, member, story)
      ? []
      : [event('ConflictDeclared', { member, story, because, declaredBy: 'system' })];
  });

export const declareConflict = (
  state: State,
  by: By,
  member: string,
  story: string,
  because: ConflictBecause,
): Decided =>
  inSitting(
    state,
    by,
    (sitting) =>
      firstRefusal(
        by.actor === sitting.opened.facilitator
          ? undefined
          : by.actor === member
            ? undefined
            : refuse('not-the-facilitator'),
        onlyMembersMay(sitting, member),
        storyIsHere(sitting, story),
      ),
    (sitting) =>
      hasConflict(sitting, member, story)
        ? []
        : [event('ConflictDeclared', { member, story, because, declaredBy: by.actor })],
  );

export const openStory = (state: State, by: By, story: string): Decided =>
  inSitting(
    state,
    by,
    (sitting) => firstRefusal(onlyMembersMay(sitting, by.actor), storyIsHere(sitting, story)),
    (sitting) =>
      hasOpened(sitting, by.actor, story) && isReadBy(sitting, by.actor, story)
        ? []
        : [event('StoryOpened', { member: by.actor, story, how: 'opened' })],
  );

/** And not put aside since. */
const isReadBy = (sitting: SittingState, member: string, story: string): boolean =>
  hasRead(sitting, member, story) && !hasSkipped(sitting, member, story) && !couldNotRead(sitting, member, story);

/** In a room: read out once, or from the printed pack, and so read by everybody who is there and did not step out of it. */
export const readAloud = (state: State, by: By, story: string, how: 'read-aloud' | 'printed' = 'read-aloud'): Decided =>
  inSitting(
    state,
    by,
    (sitting) =>
      firstRefusal(onlyTheFacilitatorMay(sitting, by.actor), readAloudInRoom(sitting), storyIsHere(sitting, story)),
    (sitting) => {
      const inRoom = membersInRoom(sitting);
      const unread = inRoom.filter((member) => isUnread(sitting, member, story));
      // What all of them had opened before is on record as read out all the same.
      const isNew = unread.length > 0 || sitting.readOut[story] !== undefined;
      const hear = isNew ? unread : inRoom.filter((member) => isReadBy(sitting, member, story));
      return hear.map((member) => event('StoryOpened', { member, story, how }));
    },
  );

export const skipStory = (state: State, by: By, story: string): Decided =>
  inSitting(
    state,
    by,
    (sitting) =>
      firstRefusal(onlyMembersMay(sitting, by.actor), storyIsHere(sitting, story), skippingIsAllowed(sitting)),
    (sitting) => (hasSkipped(sitting, by.actor, story) ? [] : [event('StorySkipped', { member: by.actor, story })]),
  );

/** What whoever opens a round may say of it. */
export interface RoundAsked {
  /** In a consensus: the stories to be chosen, none of them meaning that nobody is. */
  readonly proposal?: readonly string[];
  /** Left out: as the meeting was opened. */
  readonly secret?: boolean;
}

/** `cannotRead`: members who have said that they do not read the language of a story. */
export const openRound = (
  state: State,
  by: By,
  round: string,
  { proposal, secret }: RoundAsked = {},
  cannotRead: readonly MemberAndStory[] = [],
): Decided =>
  inSitting(
    state,
    by,
    (sitting) =>
      firstRefusal(
        onlyTheFacilitatorMay(sitting, by.actor),
        thereIsSomethingToChoose(sitting),
        somebodyMayChoose(sitting),
        noRoundIsOpen(sitting),
        everyStoryCanBeRead(sitting, cannotRead),
        roundsAreLeft(sitting),
        proposalCanBeAnswered(sitting, proposal),
        secrecyCanBeKept(sitting, secret),
      ),
    (sitting) => [
      event('RoundOpened', {
        round,
        number: sitting.rounds.length + 1,
        kind: kindOfNextRound(sitting, proposal),
        ...(proposal === undefined ? {} : { proposal }),
        ...(isSecretRound(sitting.opened, secret) ? { secret: true } : {}),
      }),
    ],
  );

/** What a closed round came to; told by the round itself. */
export function roundCounted(
  state: State,
  round: string,
  result: RoundResult,
  reasons: readonly ReasonOnRecord[],
): Decided {
  const found = state?.rounds.find((each) => each.round === round);
  if (found === undefined) return refuse('round-not-found');
  return found.result === undefined ? [event('RoundCounted', { round, result, reasons })] : [];
}

export interface OutcomeProposed {
  readonly kind: OutcomeKind;
  readonly stories: readonly string[];
  readonly reason: ReasonOnRecord;
}

export const recordOutcome = (state: State, by: By, { kind, stories, reason }: OutcomeProposed): Decided =>
  inSitting(
    state,
    by,
    (sitting) =>
      firstRefusal(
        onlyTheFacilitatorMay(sitting, by.actor),
        noRoundIsOpen(sitting),
        ...stories.map((story) => storyIsHere(sitting, story, 'stories')),
        outcomeNamesAsManyAsItsKind(kind, stories),
        chosenOnAQuorateRound(sitting, kind),
      ),
    (sitting) => {
      const counted = decidingRound(sitting)?.result;
      // Below quorum there is no count that could be followed, or decided against.
      const leading = counted?.quorate === true ? counted.leading : [];
      const followsCount = leading.length === stories.length && leading.every((story) => stories.includes(story));
      return [event('OutcomeRecorded', { kind, stories, followsCount, reason })];
    },
  );

export interface LessonLine {
  readonly story: string;
  readonly reason: ReasonOnRecord;
}

/** All of them, or none. */
export const writeLessonLines = (state: State, by: By, lines: readonly LessonLine[]): Decided =>
  inSitting(
    state,
    by,
    (sitting) =>
      firstRefusal(onlyTheFacilitatorMay(sitting, by.actor), ...lines.map(({ story }) => storyIsHere(sitting, story))),
    () => lines.map((line) => event('LessonLineWritten', { ...line })),
  );

/** `author` is whose view it is. */
export const keepDissent = (
  state: State,
  by: By,
  kind: 'dissent' | 'caveat',
  reason: ReasonOnRecord,
  author = by.actor,
): Decided =>
  inSitting(
    state,
    by,
    (sitting) => maySpeakFor(sitting, by.actor, author),
    () => [event('DissentKept', { kind, reason })],
  );

export const holdOver = (state: State, by: By, story: string, toPeriod: string, reason: ReasonOnRecord): Decided =>
  inSitting(
    state,
    by,
    (sitting) => firstRefusal(onlyTheFacilitatorMay(sitting, by.actor), storyIsHere(sitting, story)),
    () => [event('StoryHeldOver', { story, toPeriod, reason })],
  );

/** Those chosen go up to the panels above, with all that was said. */
export const closeSitting = (state: State, by: By, panelsAbove: readonly string[]): Decided =>
  inSitting(
    state,
    by,
    (sitting): Refusal | undefined =>
      firstRefusal(
        onlyTheFacilitatorMay(sitting, by.actor),
        noRoundIsOpen(sitting),
        outcomeIsRecorded(sitting),
        eachStoryHasALessonLine(sitting),
      ),
    ({ outcome }) => [
      event('SittingClosed', {
        passedUp:
          panelsAbove.length === 0 ? [] : (outcome?.stories ?? []).map((story) => ({ story, toPanels: panelsAbove })),
      }),
    ],
  );
