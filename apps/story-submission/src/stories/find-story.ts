import type { Views } from '#projections/read-model.js';

import { stories, type StoryDocument } from '../read-models/stories/stories.js';

/** Whoever tells a story is answered before the views have it: one that is not there yet is waited for. */
export async function findStory(views: Views, story: string): Promise<StoryDocument | undefined> {
  const found = await views.get(stories, story);
  if (found !== undefined) return found;
  await views.level();
  return views.get(stories, story);
}
