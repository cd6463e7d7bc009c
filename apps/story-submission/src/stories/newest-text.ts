import type { StoryText } from '#contracts/shared/story-text.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { storyStream } from '../domain/story/events.js';
import type { StoryDocument } from '../read-models/stories/stories.js';

/** The text that a correction starts from, as its teller may read it; undefined where it is erased. */
export async function newestText(
  { unlocking }: ServiceRuntime,
  { id, teller, organisation, text }: StoryDocument,
): Promise<{ readonly text: StoryText; readonly storyVersion: number } | undefined> {
  const unlocked = await unlocking.unlockOne({
    owner: storyStream(id),
    reader: { person: teller, organisation },
    purpose: 'teller',
    use: 'read',
  });
  return unlocked.kind === 'withheld'
    ? undefined
    : { text: unlocked.open<StoryText>(text), storyVersion: text.version };
}
