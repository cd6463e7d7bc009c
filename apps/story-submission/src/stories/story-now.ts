import type { ServiceRuntime } from '#service-kit/service.js';

import { storyStream } from '../domain/story/events.js';
import { storyDecider, type StoryState } from '../domain/story/story.js';

/** From its stream: what was answered a moment ago counts. */
export const storyNow = ({ store }: ServiceRuntime, story: string): Promise<StoryState | undefined> =>
  store.fold(storyStream(story), storyDecider);
