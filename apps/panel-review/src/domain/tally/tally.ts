import { countRound, type CountedRound } from './count-round.js';
import { electorate } from './electorate.js';
import type { ChoiceRound, Method, NotShownRound, RoundKind, TallyDocument, TallyRound } from './tally-document.js';
import type { TallyResult } from './tally-result.js';

/**
 * Counts every round and says who leads. Leading is not deciding: the group decides and gives its reason.
 * Takes a document whose ballots keep the rules (readTallyDocument refuses any other; a live round refuses them when cast).
 */
export function tally(document: TallyDocument): TallyResult {
  const { method, stories, members, conflicts, rules } = document;
  const voters = electorate(stories, members, conflicts);
  const counted: CountedRound[] = [];
  let choiceBefore: ChoiceRound | NotShownRound | null = null;
  for (const [index, round] of document.rounds.entries()) {
    counted.push(countRound(round, index + 1, voters, rules, choiceBefore));
    if (isChoice(round)) choiceBefore = round;
  }

  const deciding = counted.findLast(({ tally: { kind } }) => decides(method, kind));
  return {
    rounds: counted.map((round) => round.tally),
    leading: deciding?.tally.leading ?? [],
    tie: deciding?.tally.tie ?? false,
    quorate: deciding?.tally.quorate ?? false,
    decidable: deciding?.decidable ?? false,
    condorcet: deciding?.condorcet ?? null,
    notes: [
      ...counted.flatMap(({ notes }) => notes),
      ...(deciding === undefined ? [{ note: 'no-round-decides' } as const] : []),
    ],
  };
}

const isChoice = (round: TallyRound | NotShownRound): round is ChoiceRound | NotShownRound => round.kind === 'choice';

function decides(method: Method, kind: RoundKind): boolean {
  if (method === 'scoring') return kind === 'score';
  if (method === 'pre_score_then_vote') return kind === 'choice';
  return kind !== 'score';
}
