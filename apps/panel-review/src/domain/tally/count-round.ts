import { never } from '#contracts/shared/decider.js';
import { answersOf, skippedIn } from './ballots.js';
import { countRankings } from './count-rankings.js';
import { countScores } from './count-scores.js';
import { countStances } from './count-stances.js';
import { countVotes } from './count-votes.js';
import type { Electorate } from './electorate.js';
import { movementBetween } from './movement.js';
import { quorumIsMet } from './quorum.js';
import {
  isNotShown,
  type ChoiceRound,
  type NotShownRound,
  type StoryId,
  type TallyRound,
  type TallyRules,
} from './tally-document.js';
import type { RoundTally, TallyNote } from './tally-result.js';

export interface CountedRound {
  readonly tally: RoundTally;
  readonly decidable: boolean;
  readonly condorcet: StoryId | null;
  readonly notes: readonly TallyNote[];
}

/** Counts one closed round. `choiceBefore` is the choice round before it, null where there is none. */
export function countRound(
  round: TallyRound | NotShownRound,
  number: number,
  electorate: Electorate,
  rules: TallyRules,
  choiceBefore: ChoiceRound | NotShownRound | null,
): CountedRound {
  const { stories, entitled } = electorate;
  const { answered, abstained, choosing } = answersOf(round);
  const quorate = quorumIsMet(rules.quorum, answered, entitled);
  const decidable = !isNotShown(round) && quorate && (!round.secret || choosing >= rules.minimumBallots);
  const answers = { entitled, answered, abstained, quorate };
  if (isNotShown(round) || (round.secret && !decidable)) {
    const { minimumBallots } = rules;
    return {
      tally: { round: number, kind: round.kind, ...answers, leading: [], tie: false },
      decidable,
      condorcet: null,
      notes: [{ note: 'secret-round-not-shown', round: number, minimumBallots }],
    };
  }

  const skipped = skippedIn(round, stories);
  const foot = (leading: readonly StoryId[]) => ({
    ...(skipped === undefined ? {} : { skipped }),
    leading,
    tie: leading.length > 1,
  });
  const counted = (tally: RoundTally, notes: readonly TallyNote[] = []): CountedRound => ({
    tally,
    decidable,
    condorcet: null,
    notes,
  });

  switch (round.kind) {
    case 'choice': {
      const { byStory, leading } = countVotes(round, electorate);
      const movement =
        choiceBefore === null || isNotShown(choiceBefore) ? undefined : movementBetween(choiceBefore, round, stories);
      const moved = movement === undefined ? {} : { movement };
      return counted({ round: number, kind: 'choice', ...answers, byStory, ...moved, ...foot(leading) });
    }
    case 'approval': {
      const { byStory, leading } = countVotes(round, electorate);
      return counted({ round: number, kind: 'approval', ...answers, byStory, ...foot(leading) });
    }
    case 'score': {
      const { byStory, leading } = countScores(round, electorate);
      const scarce = leading.filter((story) => byStory[story]?.tooFew === true);
      const notes = scarce.map((story): TallyNote => ({
        note: 'leading-story-has-too-few-scores',
        round: number,
        story,
      }));
      return counted({ round: number, kind: 'score', ...answers, byStory, ...foot(leading) }, notes);
    }
    case 'rank': {
      const { byStory, leading, condorcet } = countRankings(round, electorate);
      const agree = condorcet === null || (leading.length === 1 && leading[0] === condorcet);
      const notes: readonly TallyNote[] = agree
        ? []
        : [{ note: 'borda-and-condorcet-differ', round: number, leading, condorcet }];
      return { ...counted({ round: number, kind: 'rank', ...answers, byStory, ...foot(leading) }, notes), condorcet };
    }
    case 'stance': {
      const { stance, leading } = countStances(round, stories);
      return counted({ round: number, kind: 'stance', ...answers, stance, ...foot(leading), tie: false });
    }
    default:
      return never(round);
  }
}
