import type { Words } from '#web/words/words.js';
import { writeList } from '#web/written.js';

import { membersPresent } from '../domain/sitting/state.js';
import type { MeetingSeen } from './meeting-seen.js';

/** Of a meeting in a room: names, as rows of its summary and of its minutes. */
export function whoCameRows({ state, people }: MeetingSeen, words: Words): readonly (readonly [string, string])[] {
  const { came, opened } = state;
  if (opened.heldIn !== 'room') return [];
  if (came === null) return [[words('who-came'), words('not-recorded')]];
  const listed = (ids: readonly string[]): string => writeList(words.language, ids.map(people));
  const missing = membersPresent(state).filter((member) => !came.includes(member));
  return [
    [words('who-came'), came.length === 0 ? words('nobody-came') : listed(came)],
    ...(missing.length === 0 ? [] : [[words('did-not-come'), listed(missing)] as const]),
  ];
}
