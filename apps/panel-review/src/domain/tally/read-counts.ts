import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import { readStory, type Voting } from './read-ballot.js';
import { at, readField, readFields, readOptional, readWholeNumber, type Fields } from './read-values.js';
import { refuseTally } from './refusals.js';
import type { Counts, StoryId } from './tally-document.js';

/** A round counted in a room. A story without a count has none; `abstained` left out is nought. */
export function readCounts(
  fields: Fields,
  path: string,
  kind: 'choice' | 'approval',
  voting: Voting,
): Counts | Refusal {
  const counts = readField(fields, 'counts', path, (value, countsPath) => readCountByStory(value, countsPath, voting));
  if (isRefusal(counts)) return counts;
  const abstained = readOptional(fields, 'abstained', path, readWholeNumber, 0);
  if (isRefusal(abstained)) return abstained;
  const answered = readField(fields, 'answered', path, readWholeNumber);
  if (isRefusal(answered)) return answered;

  const counted = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (kind === 'choice' && counted + abstained !== answered) {
    return refuseTally('counts-do-not-add-up', at(path, 'answered'), { counted, abstained, answered });
  }
  if (abstained > answered) {
    return refuseTally('more-votes-than-answers', at(path, 'abstained'), { votes: abstained, answered });
  }
  for (const [story, votes] of counts) {
    const answers = answered - abstained;
    if (votes > answers) {
      return refuseTally('more-votes-than-answers', at(at(path, 'counts'), story), { votes, answered: answers });
    }
  }
  return { as: 'counts', counts, abstained, answered };
}

function readCountByStory(value: unknown, path: string, voting: Voting): ReadonlyMap<StoryId, number> | Refusal {
  const fields = readFields(value, path);
  if (isRefusal(fields)) return fields;
  const counts = new Map<StoryId, number>();
  for (const [name, given] of fields) {
    const story = readStory(name, at(path, name), voting);
    if (isRefusal(story)) return story;
    const count = readWholeNumber(given, at(path, name));
    if (isRefusal(count)) return count;
    counts.set(story, count);
  }
  return counts;
}
