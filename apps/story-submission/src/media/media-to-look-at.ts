import type { SomeoneAsking } from '#access/principal.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { mediaOfStories } from '../read-models/media/media.js';
import { stories, type StoryDocument } from '../read-models/stories/stories.js';
import { importsThatEnded } from '../stories/import-has-ended.js';

const mostListed = 100;

/** Of a programme they read first for: stories with something that has words and that nobody trained has looked at. */
export async function storiesWithMediaToLookAt(
  { views }: ServiceRuntime,
  { organisation }: SomeoneAsking,
  programme: string,
): Promise<readonly StoryDocument[]> {
  const equals = { organisation, programme, isToLookAt: true };
  const hasEnded = importsThatEnded(views);
  const listed: StoryDocument[] = [];
  for await (const { id } of views.stream(mediaOfStories, { index: 'byToLookAt', equals })) {
    const story = await views.get(stories, id);
    // Not those that are not sent yet, were taken back or paused: nobody may look at them.
    if (story?.state === 'active' && (await hasEnded(story.import))) listed.push(story);
    if (listed.length === mostListed) break;
  }
  return listed;
}
