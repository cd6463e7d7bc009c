import type { ServiceRuntime } from '#service-kit/service.js';

import { rightsRequestStream } from '../../domain/rights-request/events.js';
import { rightsRequests, type RightsRequestDocument } from '../../read-models/rights-requests/rights-requests.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import type { RequestWords } from '../keep-register/sealer-of-request.js';

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
  { views, unlocking }: ServiceRuntime,
  { id, teller, organisation }: StoryDocument,
): Promise<readonly RequestSeen[]> {
  const { documents } = await views.find(rightsRequests, {
    index: 'byStory',
    equals: { story: id },
    order: 'descending',
    limit: mostShown,
  });
  const answers = await unlocking.unlock(
    documents.map(({ id: request }) => ({
      owner: rightsRequestStream(request),
      reader: { person: teller, organisation },
      purpose: 'own',
      use: 'read',
    })),
  );
  return documents.map((each, at) => {
    const unlocked = answers[at];
    const open = (sealed: RightsRequestDocument['words']): string | null =>
      sealed === null || unlocked?.kind !== 'granted' ? null : unlocked.open<RequestWords>(sealed).text;
    const { right, receivedOn, dueOn, isExtended, outcome, closedOn, how } = each;
    return {
      ...{ request: each.id, right, receivedOn, dueOn, isExtended, outcome, closedOn, how },
      ...{ words: open(each.words), because: open(each.because), answer: open(each.answer) },
    };
  });
}
