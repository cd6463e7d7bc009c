import type { ServiceRuntime } from '#service-kit/service.js';

import { isStoryEvent, storyStream, type StorySubmitted } from '../domain/story/events.js';
import { overTimeOf } from '../over-time/over-time-of.js';
import { draftIdOf, storyOfDraft } from './draft-by-code.js';

/** The story that the draft of this code became: from its stream, so that it is there as soon as it was sent. */
export async function storyOfCode(service: ServiceRuntime, typed: string): Promise<StorySubmitted['data'] | undefined> {
  const { store, secret } = service;
  const [first] = await store.read(storyStream(storyOfDraft(draftIdOf(typed, secret))));
  const event = first?.event;
  if (event === undefined || !isStoryEvent(event) || event.type !== 'StorySubmitted') return undefined;
  // A code that was replaced opens nothing any more.
  const wasReplaced = (await overTimeOf(service, event.data.story)).replacedOn.length > 0;
  return wasReplaced ? undefined : event.data;
}
