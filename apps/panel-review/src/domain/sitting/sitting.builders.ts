import type { Sealed } from '#contracts/shared/sealed.js';
import { given } from '#contracts/testing/given.js';

import type {
  ConflictDeclared,
  LessonLineWritten,
  OutcomeKind,
  OutcomeRecorded,
  ReasonOnRecord,
  ReceivedStory,
  RoundCounted,
  RoundOpened,
  RoundResult,
  SittingClosed,
  SittingEvent,
  SittingOpened,
  StoryHeldOver,
  StoryOpened,
  StoryReceived,
  StorySkipped,
  StoryTakenOut,
} from './events.js';
import { sittingDecider } from './state.js';

export const organisation = 'pont-y-bore';
export const facilitator = { actor: 'F1', organisation };
export const member = (actor: string) => ({ actor, organisation });

/** The east panel: M1, M2 and M3, led by F1, over stories about quality of life; nothing received yet. */
export const aSitting = (changes: Partial<SittingOpened['data']> = {}): SittingOpened['data'] => ({
  sitting: 'S1',
  organisation,
  programme: 'telling',
  panel: 'east',
  level: 1,
  period: '2026-Q1',
  domain: 'quality',
  method: 'majority',
  rules: {
    quorum: 'more_than_half',
    scale: { min: 1, max: 10 },
    maxRounds: 3,
    minimumBallots: 5,
    tellersHidden: true,
    skippingAllowed: true,
  },
  members: ['M1', 'M2', 'M3'],
  facilitator: 'F1',
  heldIn: 'online',
  ...changes,
});

export const opened = (changes: Partial<SittingOpened['data']> = {}): SittingOpened => ({
  type: 'SittingOpened',
  schemaVersion: 1,
  data: aSitting(changes),
});

export const sealedText: Sealed = { class: 'reason', version: 1, box: '' };

/** Told and collected by nobody of the panel. */
export const aStory = (story: string, changes: Partial<ReceivedStory> = {}): ReceivedStory => ({
  story,
  storyVersion: 1,
  reference: `DN-${story}`,
  words: 200,
  language: 'en',
  teller: `teller-of-${story}`,
  collector: null,
  from: { kind: 'period' },
  reasons: [],
  ...changes,
});

export const received = (story: string, changes: Partial<ReceivedStory> = {}): StoryReceived => ({
  type: 'StoryReceived',
  schemaVersion: 1,
  data: aStory(story, changes),
});

export const takenOut = (story: string): StoryTakenOut => ({
  type: 'StoryTakenOut',
  schemaVersion: 1,
  data: { story, because: 'withdrawn' },
});

export const conflict = (
  who: string,
  story: string,
  because: ConflictDeclared['data']['because'] = 'close',
  declaredBy: string = who,
): ConflictDeclared => ({
  type: 'ConflictDeclared',
  schemaVersion: 1,
  data: { member: who, story, because, declaredBy },
});

export const read = (who: string, story: string, how: StoryOpened['data']['how'] = 'opened'): StoryOpened => ({
  type: 'StoryOpened',
  schemaVersion: 1,
  data: { member: who, story, how },
});

export const skipped = (who: string, story: string): StorySkipped => ({
  type: 'StorySkipped',
  schemaVersion: 1,
  data: { member: who, story },
});

export const roundOpened = (number = 1): RoundOpened => ({
  type: 'RoundOpened',
  schemaVersion: 1,
  data: { round: `R${String(number)}`, number, kind: 'choice' },
});

/** Three of three answered and two chose A. */
export const aResult = (changes: Partial<RoundResult> = {}): RoundResult => ({
  round: 1,
  kind: 'choice',
  entitled: 3,
  answered: 3,
  abstained: 0,
  quorate: true,
  leading: ['A'],
  tie: false,
  byStory: { A: { votes: 2, entitled: 3 }, B: { votes: 1, entitled: 3 } },
  recordedInRoom: false,
  ...changes,
});

export const roundCounted = (
  number = 1,
  changes: Partial<RoundResult> = {},
  reasons: readonly ReasonOnRecord[] = [],
): RoundCounted => ({
  type: 'RoundCounted',
  schemaVersion: 1,
  data: { round: `R${String(number)}`, result: aResult({ round: number, ...changes }), reasons },
});

export const aReason = (
  kind: ReasonOnRecord['kind'],
  stories: readonly string[],
  reason = `${kind} of ${stories.join(' ')}`,
): ReasonOnRecord => ({
  reason,
  kind,
  stories: [...stories],
  author: 'F1',
  panel: 'east',
  level: 1,
  period: '2026-Q1',
  reach: ['this-panel', 'later-panels', 'reports'],
  text: sealedText,
});

export const outcome = (kind: OutcomeKind, stories: readonly string[], followsCount = true): OutcomeRecorded => ({
  type: 'OutcomeRecorded',
  schemaVersion: 1,
  data: { kind, stories, followsCount, reason: aReason('group', stories) },
});

export const lessonLine = (story: string): LessonLineWritten => ({
  type: 'LessonLineWritten',
  schemaVersion: 1,
  data: { story, reason: aReason('lesson', [story]) },
});

export const heldOver = (story: string, toPeriod: string): StoryHeldOver => ({
  type: 'StoryHeldOver',
  schemaVersion: 1,
  data: { story, toPeriod, reason: aReason('held-over', [story], `until ${toPeriod}`) },
});

export const closed = (passedUp: SittingClosed['data']['passedUp'] = []): SittingClosed => ({
  type: 'SittingClosed',
  schemaVersion: 1,
  data: { passedUp },
});

/** A sitting that has received A and B, and what happened since. */
export const sitting = (...events: readonly SittingEvent[]) =>
  given(sittingDecider, [opened(), received('A'), received('B'), ...events]);

/** The same around a table. */
export const sittingInRoom = (...events: readonly SittingEvent[]) =>
  given(sittingDecider, [opened({ heldIn: 'room' }), received('A'), received('B'), ...events]);

/** Its state, where there is one. */
export function stateOf({ state }: ReturnType<typeof sitting>) {
  if (state === undefined) throw new Error('There is no sitting');
  return state;
}
