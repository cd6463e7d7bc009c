import type { Words } from '#web/words/words.js';

import type { ReasonRead } from '../reading-meetings/opened-texts.js';
import type { MeetingSeen } from './meeting-seen.js';

/** Whoever said it; what was said aloud or on a slip says who wrote it down too. */
export function speakerOf(
  { author, recordedBy }: Pick<ReasonRead, 'author' | 'recordedBy'>,
  { people }: Pick<MeetingSeen, 'people'>,
  words: Words,
): string {
  const name = people(author);
  return recordedBy === undefined ? name : words('recorded-for', { name, recorder: people(recordedBy) });
}
