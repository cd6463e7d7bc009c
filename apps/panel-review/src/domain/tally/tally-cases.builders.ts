import { isRefusal } from '#contracts/shared/refusal.js';
import { readTallyDocument } from './read-tally-document.js';
import type { TallyRefusal } from './refusals.js';
import { tally } from './tally.js';
import type { ByStory, RoundTally, TallyResult } from './tally-result.js';

/** Reads and counts a document that ought to be fit to count. */
export function counted(document: object): TallyResult {
  const read = readTallyDocument(document);
  if (isRefusal(read)) throw new Error(`Refused: ${JSON.stringify(read)}`);
  return tally(read);
}

export function roundOf(result: TallyResult, number = 1): RoundTally {
  const round = result.rounds[number - 1];
  if (round === undefined) throw new Error(`There is no round ${number}`);
  return round;
}

/** What stands by story in a round; undefined where nothing is shown. */
export function byStoryOf(result: TallyResult, number = 1): ByStory<object> | undefined {
  const round = roundOf(result, number);
  return 'byStory' in round ? round.byStory : undefined;
}

/** A majority over A, B and C by five members, with one choice round of no ballots; `changes` replaces fields. */
export const aSitting = (changes: object = {}): object => ({
  method: 'majority',
  stories: ['A', 'B', 'C'],
  members: ['M1', 'M2', 'M3', 'M4', 'M5'],
  rounds: [aRound('choice', [])],
  ...changes,
});

export const aRound = (kind: string, ballots: readonly object[], more: object = {}): object => ({
  kind,
  ...more,
  ballots,
});

/** `M1`, `M2`, ... in order, each choosing a story; `-` abstains. `AB-` is three ballots. */
export const choosing = (stories: string): readonly object[] =>
  [...stories].map((story, index) => ({
    member: `M${index + 1}`,
    ...(story === '-' ? { abstain: true } : { choice: story }),
  }));

/** Ballots of a secret round: nobody's name on them. */
export const unnamed = (stories: string): readonly object[] =>
  [...stories].map((story) => (story === '-' ? { abstain: true } : { choice: story }));

export const approving = (...approvals: readonly string[]): readonly object[] =>
  approvals.map((letters, index) => ({ member: `M${index + 1}`, approve: [...letters] }));

export const conflict = (member: string, story: string): object => ({ member, story });

export const withRound = (round: unknown, changes: object = {}): object => aSitting({ rounds: [round], ...changes });

export const withBallot = (kind: string, ballot: unknown, changes: object = {}): object =>
  withRound({ kind, ballots: [ballot] }, changes);

/** A choice round held in a room. */
export const inARoom = (round: object, changes: object = {}): object =>
  withRound({ kind: 'choice', ...round }, changes);

/** What cannot be counted, the refusal, and the field that is named. */
export type RefusedCase = readonly [what: string, document: unknown, TallyRefusal, field: string];
