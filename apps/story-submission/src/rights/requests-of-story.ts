import type { ServiceRuntime } from '#service-kit/service.js';

import type { RightsIdentityChecked } from '../domain/rights-request/events.js';
import { rightsRequests, type RightsRequestDocument } from '../read-models/rights-requests/rights-requests.js';
import type { StoryDocument } from '../read-models/stories/stories.js';
import { openParts } from './sealed-parts.js';

/** An entry of the register as the one who asked sees it. Texts are null where nothing was written or it is erased. */
export interface RequestSeen extends Pick<
  RightsRequestDocument,
  'right' | 'receivedOn' | 'dueOn' | 'isExtended' | 'outcome' | 'closedOn' | 'how'
> {
  readonly request: string;
  /** How it was made sure that it was them, where they asked without a code. Who did is not told. */
  readonly identity: Pick<RightsIdentityChecked['data'], 'how' | 'on'> | null;
  readonly words: string | null;
  readonly because: string | null;
  readonly answer: string | null;
}

const mostShown = 100;

/** What the teller, or one of those in it, asked about this story, the newest first: nobody sees what another asked. */
export async function requestsOfStory(
  service: ServiceRuntime,
  { id, teller, organisation }: Pick<StoryDocument, 'id' | 'teller' | 'organisation'>,
  contributor?: string,
): Promise<readonly RequestSeen[]> {
  const documents: RightsRequestDocument[] = [];
  const query = { index: 'byStory', equals: { story: id }, order: 'descending' } as const;
  for await (const each of service.views.stream(rightsRequests, query)) {
    if (each.contributor === contributor) documents.push(each);
    if (documents.length === mostShown) break;
  }
  const reader = { person: contributor ?? teller, organisation };
  const texts = await openParts(service, { reader, purpose: 'own' }, documents);
  return documents.map((each, at) => {
    const { words, because, answer } = texts[at] ?? { words: null, because: null, answer: null };
    const { right, receivedOn, dueOn, isExtended, outcome, closedOn, how, identity } = each;
    return {
      ...{ request: each.id, right, receivedOn, dueOn, isExtended, outcome, closedOn, how },
      identity: identity === null ? null : { how: identity.how, on: identity.on },
      ...{ words, because, answer },
    };
  });
}
