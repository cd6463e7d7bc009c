import { idFrom } from '#service-kit/ids.js';

import { storiesPresent, type SittingState } from '../domain/sitting/state.js';
import type { ReceivedStory } from '../domain/sitting/events.js';

/** Shuffled for each member, so that no story is always first; a room shares one order. The same at each visit. */
export function orderOfReading(sitting: SittingState, person: string): readonly ReceivedStory[] {
  const { sitting: id, heldIn } = sitting.opened;
  const reader = heldIn === 'room' ? 'the room' : person;
  return storiesPresent(sitting)
    .map((story) => ({ story, place: idFrom(id, reader, story.story) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ story }) => story);
}

/** 200 words a minute. */
export const minutesToRead = (words: number): number => Math.max(1, Math.ceil(words / 200));
