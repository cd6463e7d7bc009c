import type { ServiceRuntime } from '#service-kit/service.js';

import { rightsRequests, type RightsRequestDocument } from '../../read-models/rights-requests/rights-requests.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { openParts } from '../keep-register/sealed-parts.js';

/** An entry of the register as the one who asked sees it. Texts are null where nothing was written or it is erased. */
export interface RequestSeen extends Pick<
  RightsRequestDocument,
  'right' | 'receivedOn' | 'dueOn' | 'isExtended' | 'outcome' | 'closedOn' | 'how'
> {
  readonly request: string;
  readonly words: string | null;
  readonly because: string | null;
  readonly answer: string | null;
}

const mostShown = 100;

/** What the teller asked about this story, the newest first. */
export async function requestsOfStory(
  service: ServiceRuntime,
  { id, teller, organisation }: StoryDocument,
): Promise<readonly RequestSeen[]> {
  const { documents } = await service.views.find(rightsRequests, {
    index: 'byStory',
    equals: { story: id },
    order: 'descending',
    limit: mostShown,
  });
  const reader = { person: teller, organisation };
  const texts = await openParts(service, { reader, purpose: 'own' }, documents);
  return documents.map((each, at) => {
    const { words, because, answer } = texts[at] ?? { words: null, because: null, answer: null };
    const { right, receivedOn, dueOn, isExtended, outcome, closedOn, how } = each;
    return {
      ...{ request: each.id, right, receivedOn, dueOn, isExtended, outcome, closedOn, how },
      ...{ words, because, answer },
    };
  });
}
