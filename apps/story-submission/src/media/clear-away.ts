import { repeatedWork } from '#service-kit/background/repeated-work.js';
import type { Reaction, ServiceRuntime } from '#service-kit/service.js';

import { isMediaEvent } from '../domain/media/media.js';
import { isStoryEvent, storyStream } from '../domain/story/events.js';
import { mediaOf } from './media-of.js';
import { mediaPrefix, mediumFile, namedIn } from './medium-file.js';

const everyMs = 6 * 3_600_000;
/** Longer than any upload may take. */
const uploadsLastMs = 3_600_000;

/** When its story is erased, or it was taken away: its file goes, which nobody could open any more. */
export const removeMediaFiles: Reaction = {
  name: 'remove-media-files',
  on: async ({ event, stream }, service) => {
    if (isMediaEvent(event) && event.type === 'MediumTakenAway') {
      await service.files.remove(mediumFile(stream.slice('media/'.length), event.data.medium));
    }
    if (!isStoryEvent(event) || event.type !== 'StoryErased') return;
    const story = stream.slice('story/'.length);
    const { media } = await mediaOf(service, story);
    for (const { medium } of media.media) await service.files.remove(mediumFile(story, medium));
  },
};

/** What a stop left: files that were begun and never written down, and those that came in while their story was erased. */
export const removeLeftMedia = repeatedWork({
  name: 'remove-left-media',
  everyMs,
  failed: 'Files that belong to no story could not be removed',
  act: (service) => removeMediaBegunBefore(service, uploadsLastMs),
});

export async function removeMediaBegunBefore(service: ServiceRuntime, milliseconds: number): Promise<void> {
  const { files, log } = service;
  let removed = 0;
  for (const file of await files.begunLongerAgo(milliseconds, mediaPrefix)) {
    const named = namedIn(file);
    if (named !== undefined && (await isOfAStory(service, named))) continue;
    await files.remove(file);
    removed += 1;
  }
  if (removed > 0) log.info({ removed }, 'Files that belong to no story were removed');
}

async function isOfAStory(
  service: ServiceRuntime,
  { story, medium }: { readonly story: string; readonly medium: string },
): Promise<boolean> {
  const { media } = await mediaOf(service, story);
  if (!media.media.some((each) => each.medium === medium)) return false;
  const erased = (await service.store.read(storyStream(story))).some(({ event }) => event.type === 'StoryErased');
  return !erased;
}
