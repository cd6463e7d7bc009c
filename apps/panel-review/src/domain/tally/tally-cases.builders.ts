import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import { readTallyDocument } from './read-tally-document.js';
import { tally } from './tally.js';
import type { RoundTally, TallyResult } from './tally-result.js';

/** Reads and counts a document that ought to be fit to count. */
export function counted(document: object): TallyResult {
  const read = readTallyDocument(document);
  if (isRefusal(read)) throw new Error(`Refused: ${JSON.stringify(read)}`);
  return tally(read);
}

function refused(document: unknown): Refusal | 'counted' {
  const read = readTallyDocument(document);
  return isRefusal(read) ? read : 'counted';
}

export function roundOf(result: TallyResult, number = 1): RoundTally {
  const round = result.rounds[number - 1];
  if (round === undefined) throw new Error(`There is no round ${number}`);
  return round;
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

/** `M1`, `M2`, ... each ranking the letters in order: `['ABC', 'B']`. */
const ranking = (...rankings: readonly string[]): readonly object[] =>
  rankings.map((letters, index) => ({ member: `M${index + 1}`, ranking: [...letters] }));

const scoring = (...scores: readonly Readonly<Record<string, number>>[]): readonly object[] =>
  scores.map((given, index) => ({ member: `M${index + 1}`, scores: given }));

export const approving = (...approvals: readonly string[]): readonly object[] =>
  approvals.map((letters, index) => ({ member: `M${index + 1}`, approve: [...letters] }));

/** `a` agrees, `s` stands aside, `o` objects, `-` abstains. */
const standing = (letters: string): readonly object[] =>
  [...letters].map((letter, index) => ({
    member: `M${index + 1}`,
    ...(letter === '-' ? { abstain: true } : { stance: { a: 'agree', s: 'stand_aside', o: 'object' }[letter] }),
  }));

export const conflict = (member: string, story: string): object => ({ member, story });
