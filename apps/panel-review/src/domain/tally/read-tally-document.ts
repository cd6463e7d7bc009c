import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import { electorate } from './electorate.js';
import { knownFields } from './known-fields.js';
import { readRound } from './read-round.js';
import { at, readEach, readField, readFields, readNames, readNumber, readOneOf, readOptional } from './read-values.js';
import { readText, readTrueOrFalse, readWholeNumber } from './read-values.js';
import { refuseTally } from './refusals.js';
import { defaultRules, methods } from './tally-document.js';
import type { Conflict, MemberId, Quorum, Scale, StoryId, TallyDocument, TallyRules } from './tally-document.js';

/**
 * Any JSON value as a document that can be counted, or a refusal that names the first bad field by its path
 * (`rounds[0].ballots[2].choice`; empty: the document itself). Rules left out are the defaults.
 */
export function readTallyDocument(value: unknown): TallyDocument | Refusal {
  const fields = readFields(value, '', knownFields.document);
  if (isRefusal(fields)) return fields;
  const method = readField(fields, 'method', '', readOneOf(methods));
  if (isRefusal(method)) return method;
  const stories = readField(fields, 'stories', '', readNames);
  if (isRefusal(stories)) return stories;
  if (stories.length === 0) return refuseTally('list-empty', 'stories');
  const members = readField(fields, 'members', '', readMembers);
  if (isRefusal(members)) return members;
  const known = typeof members === 'number' ? null : new Set(members);
  const conflicts = readOptional(
    fields,
    'conflicts',
    '',
    (list, path) => readConflicts(list, path, stories, known),
    [],
  );
  if (isRefusal(conflicts)) return conflicts;
  if (typeof members === 'number' && new Set(conflicts.map(({ member }) => member)).size > members) {
    return refuseTally('conflicts-of-more-members-than-there-are', 'conflicts', { members });
  }
  const rules = readOptional(fields, 'rules', '', readRules, { ...defaultRules, secret: false });
  if (isRefusal(rules)) return rules;

  const { secret: secretRule, ...counting } = rules;
  const secret = secretRule || method === 'secret_ballot';
  const voting = { electorate: electorate(stories, members, conflicts), members: known, scale: rules.scale };
  const rounds = readField(fields, 'rounds', '', (list, path) =>
    readEach(list, path, (round, roundPath) => readRound(round, roundPath, voting, secret)),
  );
  return isRefusal(rounds) ? rounds : { method, stories, members, conflicts, rules: counting, rounds };
}

const readMembers = (value: unknown, path: string): readonly MemberId[] | number | Refusal =>
  typeof value === 'number' ? readWholeNumber(value, path) : readNames(value, path);

function readConflicts(
  value: unknown,
  path: string,
  stories: readonly StoryId[],
  members: ReadonlySet<MemberId> | null,
): readonly Conflict[] | Refusal {
  return readEach(value, path, (entry, entryPath) => {
    const fields = readFields(entry, entryPath, knownFields.conflict);
    if (isRefusal(fields)) return fields;
    const member = readField(fields, 'member', entryPath, readText);
    if (isRefusal(member)) return member;
    if (members?.has(member) === false) return refuseTally('member-unknown', at(entryPath, 'member'));
    const story = readField(fields, 'story', entryPath, readText);
    if (isRefusal(story)) return story;
    return stories.includes(story) ? { member, story } : refuseTally('story-unknown', at(entryPath, 'story'));
  });
}

function readRules(value: unknown, path: string): (TallyRules & { readonly secret: boolean }) | Refusal {
  const fields = readFields(value, path, knownFields.rules);
  if (isRefusal(fields)) return fields;
  const quorum = readOptional(fields, 'quorum', path, readQuorum, defaultRules.quorum);
  if (isRefusal(quorum)) return quorum;
  const scale = readOptional(fields, 'scale', path, readScale, defaultRules.scale);
  if (isRefusal(scale)) return scale;
  const { minimumBallots: usual } = defaultRules;
  const minimumBallots = readOptional(fields, 'minimumBallots', path, readWholeNumber, usual);
  if (isRefusal(minimumBallots)) return minimumBallots;
  const secret = readOptional(fields, 'secret', path, readTrueOrFalse, false);
  return isRefusal(secret) ? secret : { quorum, scale, minimumBallots, secret };
}

function readQuorum(value: unknown, path: string): Quorum | Refusal {
  if (value === 'more_than_half' || value === 'all') return value;
  const answers = readWholeNumber(value, path);
  return isRefusal(answers) ? refuseTally('not-a-quorum', path) : answers;
}

function readScale(value: unknown, path: string): Scale | Refusal {
  const fields = readFields(value, path, knownFields.scale);
  if (isRefusal(fields)) return fields;
  const min = readOptional(fields, 'min', path, readNumber, defaultRules.scale.min);
  if (isRefusal(min)) return min;
  const max = readOptional(fields, 'max', path, readNumber, defaultRules.scale.max);
  if (isRefusal(max)) return max;
  return min < max ? { min, max } : refuseTally('scale-empty', at(path, 'max'), { min, max });
}
