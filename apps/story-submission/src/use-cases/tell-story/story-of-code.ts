import { normaliseCode } from '#service-kit/codes.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { isStoryEvent, storyStream, type StorySubmitted } from '../../domain/story/events.js';
import { draftIdOf, storyOfDraft } from '../keep-draft/draft-by-code.js';

/** The story that the draft of this code became: from its stream, so that it is there as soon as it was sent. */
export async function storyOfCode(
  { store, secret }: ServiceRuntime,
  typed: string,
): Promise<StorySubmitted['data'] | undefined> {
  const draft = draftIdOf(normaliseCode(typed) ?? '', secret);
  const [first] = await store.read(storyStream(storyOfDraft(draft)));
  const event = first?.event;
  return event !== undefined && isStoryEvent(event) && event.type === 'StorySubmitted' ? event.data : undefined;
}
