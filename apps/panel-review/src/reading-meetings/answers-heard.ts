import type { ReasonText } from '#contracts/shared/story-text.js';
import type { Reader, UnlockRequest } from '#key-vault/key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { answers } from '../read-models/answers/answers.js';
import type { SittingDocument } from '../read-models/sittings/sittings.js';

export interface AnswerHeard {
  readonly story: string;
  readonly from: 'teller' | 'collector';
  readonly at: string;
  /** Null where it cannot be read any more. */
  readonly text: string | null;
}

const mostShown = 500;

/** What tellers and collectors answered to this meeting, opened for its panel; who they are stays hidden. */
export async function answersHeard(
  { views, unlocking }: ServiceRuntime,
  reader: Reader,
  { id: sitting, organisation }: Pick<SittingDocument, 'id' | 'organisation'>,
): Promise<readonly AnswerHeard[]> {
  const found = await views.find(answers, { index: 'bySitting', equals: { sitting }, limit: mostShown });
  const documents = found.documents.filter((each) => each.organisation === organisation);
  const opened = await unlocking.unlock(
    documents.map(({ id }): UnlockRequest => ({
      ...{ owner: `reason/${id}`, reader, use: 'read' },
      ...{ purpose: 'audience', audience: 'panel', reach: 'this-panel' },
    })),
  );
  return documents.map(({ story, from, at, text }, number) => {
    const answer = opened[number];
    return { story, from, at, text: answer?.kind === 'granted' ? answer.open<ReasonText>(text).text : null };
  });
}
