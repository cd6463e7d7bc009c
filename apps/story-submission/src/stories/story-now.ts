import type { ServiceRuntime } from '#service-kit/service.js';

import { isStoryEvent, storyStream } from '../domain/story/events.js';
import { storyDecider, type StoryState } from '../domain/story/story.js';

const { evolve, initialState } = storyDecider;

/** From its stream: what was answered a moment ago counts. */
export async function storyNow({ store }: ServiceRuntime, story: string): Promise<StoryState | undefined> {
  return (await store.read(storyStream(story))).reduce(
    (state, { event }) => (isStoryEvent(event) ? evolve(state, event) : state),
    initialState,
  );
}
