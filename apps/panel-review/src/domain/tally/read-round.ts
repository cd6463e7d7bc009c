import { never } from '#contracts/shared/decider.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import { answersOf } from './ballots.js';
import { votesIn } from './count-votes.js';
import { knownFields } from './known-fields.js';
import { readBallots, readChoice, readScores, readStance, readStories, readStory, readVoter } from './read-ballot.js';
import type { ReadAnswer, Voting } from './read-ballot.js';
import { readCounts } from './read-counts.js';
import {
  at,
  readField,
  readFields,
  readNames,
  readOneOf,
  readOptional,
  readTrueOrFalse,
  readWholeNumber,
} from './read-values.js';
import type { Fields } from './read-values.js';
import { refuseTally } from './refusals.js';
import {
  isNotShown,
  roundKinds,
  type Ballots,
  type NotShownRound,
  type RoundKind,
  type TallyRound,
} from './tally-document.js';

/** `secret`: the method, or the rules, make every round so. */
export function readRound(
  value: unknown,
  path: string,
  voting: Voting,
  secret: boolean,
): TallyRound | NotShownRound | Refusal {
  const fields = readFields(value, path, knownFields.round);
  if (isRefusal(fields)) return fields;
  const kind = readField(fields, 'kind', path, readOneOf(roundKinds));
  if (isRefusal(kind)) return kind;
  const markedSecret = readOptional(fields, 'secret', path, readTrueOrFalse, false);
  if (isRefusal(markedSecret)) return markedSecret;
  if (kind !== 'stance' && fields.has('proposal')) {
    return refuseTally('field-of-another-round', at(path, 'proposal'), { kind });
  }

  const isSecret = secret || markedSecret;
  const isLeftOut = isSecret && fields.has('answered') && !fields.has('ballots') && !fields.has('counts');
  const round = isLeftOut ? readNotShown(fields, path, kind) : readCast(fields, path, kind, isSecret, voting);
  if (isRefusal(round)) return round;
  return wrongTurnout(fields, path, round, voting) ?? impossibleCount(round, path, voting) ?? round;
}

/** How many answered stands in the place of ballots, where too few chose for anything to be shown. */
function readNotShown(fields: Fields, path: string, kind: RoundKind): NotShownRound | Refusal {
  const abstained = readOptional(fields, 'abstained', path, readWholeNumber, 0);
  if (isRefusal(abstained)) return abstained;
  const answered = readField(fields, 'answered', path, readWholeNumber);
  if (isRefusal(answered)) return answered;
  return abstained > answered
    ? refuseTally('more-votes-than-answers', at(path, 'abstained'), { votes: abstained, answered })
    : { kind, secret: true, cast: { as: 'not-shown', answered, abstained } };
}

function readCast(
  fields: Fields,
  path: string,
  kind: RoundKind,
  secret: boolean,
  voting: Voting,
): TallyRound | Refusal {
  const isCounted = (kind === 'choice' || kind === 'approval') && fields.has('counts');
  const stray = (isCounted ? ['ballots'] : ['counts', 'answered', 'abstained']).find((name) => fields.has(name));
  if (stray !== undefined) return refuseStrayCount(stray, path, kind);
  const ballotsOf = <Answer>(readAnswer: ReadAnswer<Answer>): Ballots<Answer> | Refusal => {
    const ballots = readField(fields, 'ballots', path, (value, ballotsPath) =>
      readBallots(value, ballotsPath, kind, secret, voting, readAnswer),
    );
    return isRefusal(ballots) ? ballots : { as: 'ballots', ballots };
  };

  switch (kind) {
    case 'choice': {
      const cast = isCounted ? readCounts(fields, path, kind, voting) : ballotsOf(readChoice(voting));
      return isRefusal(cast) ? cast : { kind, secret, cast };
    }
    case 'approval': {
      const cast = isCounted ? readCounts(fields, path, kind, voting) : ballotsOf(readStories(voting));
      return isRefusal(cast) ? cast : { kind, secret, cast };
    }
    case 'score': {
      const cast = ballotsOf(readScores(voting));
      return isRefusal(cast) ? cast : { kind, secret, cast };
    }
    case 'rank': {
      const cast = ballotsOf(readStories(voting));
      return isRefusal(cast) ? cast : { kind, secret, cast };
    }
    case 'stance': {
      const proposal = readField(fields, 'proposal', path, (value, proposalPath) =>
        readNames(value, proposalPath, (entry, storyPath) => readStory(entry, storyPath, voting)),
      );
      if (isRefusal(proposal)) return proposal;
      const cast = ballotsOf(readStance);
      return isRefusal(cast) ? cast : { kind, secret, proposal, cast };
    }
    default:
      return never(kind);
  }
}

const refuseStrayCount = (name: string, path: string, kind: RoundKind): Refusal =>
  kind === 'choice' || kind === 'approval'
    ? refuseTally('ballots-and-counts', at(path, name))
    : refuseTally('field-of-another-round', at(path, name), { kind });

/** Who answered a secret round is known though not how: one ballot each, or somebody added or took away a ballot. */
function wrongTurnout(
  fields: Fields,
  path: string,
  round: TallyRound | NotShownRound,
  voting: Voting,
): Refusal | undefined {
  if (!fields.has('turnout')) return undefined;
  const turnoutPath = at(path, 'turnout');
  if (!round.secret) return refuseTally('turnout-of-an-open-round', turnoutPath);
  const turnout = readNames(fields.get('turnout'), turnoutPath, (entry, memberPath) =>
    readVoter(entry, memberPath, voting),
  );
  if (isRefusal(turnout)) return turnout;
  const { answered } = answersOf(round);
  return turnout.length === answered
    ? undefined
    : refuseTally('turnout-differs-from-answers', turnoutPath, { turnout: turnout.length, answered });
}

function impossibleCount(round: TallyRound | NotShownRound, path: string, { electorate }: Voting): Refusal | undefined {
  const { entitled, entitledTo } = electorate;
  const { answered } = answersOf(round);
  if (answered > entitled) {
    const field = at(path, round.cast.as === 'ballots' ? 'ballots' : 'answered');
    return refuseTally('more-answers-than-entitled', field, { answered, entitled });
  }
  if (isNotShown(round) || (round.kind !== 'choice' && round.kind !== 'approval')) return undefined;
  for (const [story, votes] of votesIn(round)) {
    if (votes <= entitledTo(story)) continue;
    const field = round.cast.as === 'counts' ? at(at(path, 'counts'), story) : at(path, 'ballots');
    return refuseTally('more-votes-than-entitled', field, { votes, entitled: entitledTo(story) });
  }
  return undefined;
}
