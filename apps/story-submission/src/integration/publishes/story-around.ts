import type { RecordedEvent } from '#event-store/event-store.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { isStoryEvent } from '../../domain/story/events.js';
import { storyDecider } from '../../domain/story/story.js';

/** The story as it stood before this event, and after it. */
export async function aroundOf({ stream, streamVersion }: RecordedEvent, { store }: ServiceRuntime) {
  const { initialState, evolve } = storyDecider;
  let [before, after] = [initialState, initialState];
  for (const { event, streamVersion: at } of await store.read(stream)) {
    if (at > streamVersion || !isStoryEvent(event)) continue;
    [before, after] = [after, evolve(after, event)];
  }
  if (before === undefined || after === undefined) throw new Error(`${stream}: something happened before it was told`);
  return { before, after };
}
