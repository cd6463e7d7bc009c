import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { Electorate } from './electorate.js';
import { knownFields } from './known-fields.js';
import {
  at,
  readEach,
  readFields,
  readNames,
  readNumber,
  readOneOf,
  readText,
  readTrueOrFalse,
} from './read-values.js';
import { readField, readOptional, type Fields } from './read-values.js';
import { refuseTally } from './refusals.js';
import {
  answerField,
  stances,
  type Ballot,
  type MemberId,
  type RoundKind,
  type Scale,
  type Stance,
  type StoryId,
} from './tally-document.js';

/** What the ballots of a round are held against. */
export interface Voting {
  readonly electorate: Electorate;
  /** Null where only their number is known. */
  readonly members: ReadonlySet<MemberId> | null;
  readonly scale: Scale;
}

/** One answer of a member, null where the ballot names nobody. */
export type ReadAnswer<Answer> = (value: unknown, path: string, member: MemberId | null) => Answer | Refusal;

export function readBallots<Answer>(
  value: unknown,
  path: string,
  kind: RoundKind,
  secret: boolean,
  voting: Voting,
  readAnswer: ReadAnswer<Answer>,
): readonly Ballot<Answer>[] | Refusal {
  return readEach(value, path, (entry, ballotPath) => {
    const fields = readFields(entry, ballotPath, knownFields.ballot);
    if (isRefusal(fields)) return fields;
    const stray = strayAnswer(fields, kind);
    if (stray !== undefined) return refuseTally('field-of-another-round', at(ballotPath, stray), { kind });
    const member = secret ? readNobody(fields, ballotPath) : readMember(fields, ballotPath, voting);
    if (isRefusal(member)) return member;
    const skipped = readOptional(fields, 'skipped', ballotPath, storiesAmong(voting), []);
    if (isRefusal(skipped)) return skipped;
    const abstains = readOptional(fields, 'abstain', ballotPath, readTrueOrFalse, false);
    if (isRefusal(abstains)) return abstains;
    if (abstains) {
      const answers = fields.has(answerField[kind]);
      return answers
        ? refuseTally('abstains-and-answers', at(ballotPath, 'abstain'))
        : { member, answer: null, skipped };
    }
    const answer = readField(fields, answerField[kind], ballotPath, (given, answerPath) =>
      readAnswer(given, answerPath, member),
    );
    return isRefusal(answer) ? answer : { member, answer, skipped };
  });
}

const strayAnswer = (fields: Fields, kind: RoundKind): string | undefined =>
  Object.values(answerField).find((name) => name !== answerField[kind] && fields.has(name));

const readNobody = (fields: Fields, path: string): null | Refusal =>
  fields.has('member') ? refuseTally('secret-ballot-names-member', at(path, 'member')) : null;

const readMember = (fields: Fields, path: string, voting: Voting): MemberId | Refusal =>
  readField(fields, 'member', path, (value, memberPath) => readVoter(value, memberPath, voting));

/** A member of the sitting who may choose at least one story. */
export function readVoter(value: unknown, path: string, { members, electorate }: Voting): MemberId | Refusal {
  const member = readText(value, path);
  if (isRefusal(member)) return member;
  if (members?.has(member) !== true) return refuseTally('member-unknown', path);
  return electorate.storiesOpenTo(member).length > 0 ? member : refuseTally('member-may-choose-nothing', path);
}

export function readStory(value: unknown, path: string, { electorate }: Voting): StoryId | Refusal {
  const story = readText(value, path);
  if (isRefusal(story)) return story;
  return electorate.includes(story) ? story : refuseTally('story-unknown', path);
}

const storiesAmong =
  (voting: Voting) =>
  (value: unknown, path: string): readonly StoryId[] | Refusal =>
    readEach(value, path, (entry, entryPath) => readStory(entry, entryPath, voting));

const readOpenStory =
  (voting: Voting, member: MemberId | null) =>
  (value: unknown, path: string): StoryId | Refusal => {
    const story = readStory(value, path, voting);
    if (isRefusal(story)) return story;
    return voting.electorate.mayChoose(member, story) ? story : refuseTally('member-has-conflict', path);
  };

export const readChoice =
  (voting: Voting): ReadAnswer<StoryId> =>
  (value, path, member) =>
    readOpenStory(voting, member)(value, path);

/** For an approval and for a ranking: stories that the member may choose, none of them twice. */
export const readStories =
  (voting: Voting): ReadAnswer<readonly StoryId[]> =>
  (value, path, member) =>
    readNames(value, path, readOpenStory(voting, member));

/** Decimals are allowed: 6.5 on a scale from 1 to 10. */
export const readScores =
  (voting: Voting): ReadAnswer<ReadonlyMap<StoryId, number>> =>
  (value, path, member) => {
    const fields = readFields(value, path);
    if (isRefusal(fields)) return fields;
    const { min, max } = voting.scale;
    const scores = new Map<StoryId, number>();
    for (const [name, given] of fields) {
      const scorePath = at(path, name);
      const story = readOpenStory(voting, member)(name, scorePath);
      if (isRefusal(story)) return story;
      const score = readNumber(given, scorePath);
      if (isRefusal(score)) return score;
      if (score < min || score > max) return refuseTally('score-off-scale', scorePath, { min, max });
      scores.set(story, score);
    }
    return scores;
  };

/** A member with a conflict about a story proposed may take a stance: it is on the group's decision, and the round counts them. */
export const readStance: ReadAnswer<Stance> = (value, path) => readOneOf(stances)(value, path);
