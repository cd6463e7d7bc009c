import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import { todayOf } from '#service-kit/known/programme-day.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { rightsRequests, type RightsRequestDocument } from '../read-models/rights-requests/rights-requests.js';
import { stories, type StoryDocument } from '../read-models/stories/stories.js';
import { openParts } from './sealed-parts.js';
import { numberInStory } from '../stories/number-in-story.js';
import { mayKeep } from './staff.js';
import { whatWouldGo, type WouldGo } from './would-go.js';

/** An entry of the register that this person may keep; to anybody else it is not there. */
export async function findRequest(
  { views }: ServiceRuntime,
  who: SomeoneAsking,
  id: string,
): Promise<RightsRequestDocument> {
  const found = await views.get(rightsRequests, id);
  return found !== undefined && mayKeep(who, found) ? found : throwRefusal(refuse('rights-request-not-found'));
}

export interface RequestOpened {
  readonly request: RightsRequestDocument;
  readonly story: StoryDocument | undefined;
  /** Of those who told it together, the number of the one who asks. */
  readonly personNumber: number | null;
  readonly isOverdue: boolean;
  readonly wouldGo: WouldGo | undefined;
  /** Null where nothing was written, or it was erased with the person. */
  readonly words: string | null;
  readonly because: string | null;
  readonly answer: string | null;
}

/** With what was written, opened at this moment for whoever answers it. */
export async function openRequest(service: ServiceRuntime, who: SomeoneAsking, id: string): Promise<RequestOpened> {
  const request = await findRequest(service, who, id);
  const { views } = service;
  const story = request.story === null ? undefined : await views.get(stories, request.story);
  const [texts = { words: null, because: null, answer: null }] = await openParts(
    service,
    { reader: who, purpose: 'rights' },
    [request],
  );
  const today = await todayOf(service, request.programme);
  const personNumber = await numberInStory(service, request);
  const wouldGo = await whatWouldGo(service, request, story);
  return { request, story, personNumber, wouldGo, isOverdue: request.isOpen && request.dueOn < today, ...texts };
}
