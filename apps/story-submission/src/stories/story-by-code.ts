import { refuse } from '#contracts/shared/refusal.js';
import { hashCode, normaliseCode } from '#service-kit/codes.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { stories, type StoryDocument } from '../read-models/stories/stories.js';

/** The story a code opens; a code that opens nothing and a code that cannot be one are told alike. */
export async function storyByCode(
  { views, secret }: ServiceRuntime,
  typed: string,
): Promise<StoryDocument | undefined> {
  // What cannot be a code is looked for as any other is: the same answer after the same work.
  const code = normaliseCode(typed) ?? '';
  const equals = { codeHash: hashCode(code, secret) };
  const look = async (): Promise<StoryDocument | undefined> =>
    (await views.find(stories, { index: 'byCode', equals, limit: 1 })).documents[0];
  const found = await look();
  if (found !== undefined) return found;
  // A story that was told a moment ago is answered for before the views have it.
  await views.level();
  return look();
}

/** For routes that name the story: the code must be that story's. */
export async function assertCodeOpens(service: ServiceRuntime, typed: string, story: string): Promise<StoryDocument> {
  const found = await storyByCode(service, typed);
  return found?.id === story ? found : throwRefusal(refuse('story-code-opens-nothing', 'code'));
}
