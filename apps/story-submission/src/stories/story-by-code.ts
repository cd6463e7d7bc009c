import { refuse } from '#contracts/shared/refusal.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { stories, type StoryDocument } from '../read-models/stories/stories.js';
import { openedByCode } from './by-code.js';

export const storyByCode = (service: ServiceRuntime, typed: string): Promise<StoryDocument | undefined> =>
  openedByCode(service, stories, typed);

/** For routes that act on it. */
export const storyOpened = async (service: ServiceRuntime, typed: string): Promise<StoryDocument> =>
  (await storyByCode(service, typed)) ?? throwRefusal(refuse('story-code-opens-nothing', 'code'));

/** For routes that name the story: the code must be that story's. */
export async function assertCodeOpens(service: ServiceRuntime, typed: string, story: string): Promise<StoryDocument> {
  const found = await storyByCode(service, typed);
  return found?.id === story ? found : throwRefusal(refuse('story-code-opens-nothing', 'code'));
}
