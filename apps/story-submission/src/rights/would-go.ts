import type { ServiceRuntime } from '#service-kit/service.js';

import { needsSecondPerson } from '../domain/rights-request/rights-request.js';
import type { RightsRequestDocument } from '../read-models/rights-requests/rights-requests.js';
import { stories, type StoryDocument } from '../read-models/stories/stories.js';
import { storyNow } from '../stories/story-now.js';

/** What the second person erases, beside what the right itself says. */
export interface WouldGo {
  /** References, the one that was named first. */
  readonly stories: readonly string[];
  /** Those listed in them, whose names go too. */
  readonly people: number;
  /** Told together and brought in by staff: it has no teller beside those in it. */
  readonly isOfAll: boolean;
}

/** Undefined: nothing is to be confirmed, or it is about one of those in a story and leaves it to the others. */
export async function whatWouldGo(
  service: ServiceRuntime,
  { right, isOpen, contributor }: RightsRequestDocument,
  story: StoryDocument | undefined,
): Promise<WouldGo | undefined> {
  if (story === undefined || !isOpen || !needsSecondPerson(right) || contributor !== undefined) return undefined;
  const going = right === 'erase-person' ? await everythingTheyTold(service, story) : [story];
  const now = await Promise.all(going.map(({ id }) => storyNow(service, id)));
  const inThem = now.flatMap((one) => one?.together.contributors ?? []).filter(({ isErased }) => !isErased);
  const isOfAll = now[0]?.submitted.awaitsThoseInIt === true;
  return { stories: going.map(({ reference }) => reference), people: inThem.length, isOfAll };
}

async function everythingTheyTold({ views }: ServiceRuntime, story: StoryDocument): Promise<readonly StoryDocument[]> {
  const { organisation, teller } = story;
  const all = [story];
  for await (const each of views.stream(stories, { index: 'byTeller', equals: { organisation, teller } })) {
    if (each.id !== story.id && each.state !== 'erased') all.push(each);
  }
  return all;
}
