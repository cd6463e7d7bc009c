import { feedbackAnsweredV1 } from '#contracts/story-submission/feedback-answered.v1.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { received } from '#service-kit/messages/received.js';

/** What somebody answered to what a meeting said of their story; sealed for this panel and later ones. */
export interface AnswerDocument {
  /** Its reason: the key it is sealed under. */
  readonly id: string;
  readonly organisation: string;
  readonly sitting: string;
  readonly story: string;
  readonly from: 'teller' | 'collector';
  readonly at: string;
  readonly text: Sealed;
}

export const answers = collection<AnswerDocument>()('answers', { bySitting: ['sitting', 'at'] });

export const answersModel: ReadModel = {
  name: 'answers',
  version: 1,
  collections: [answers],
  project(recorded, changes) {
    const answered = received(recorded, feedbackAnsweredV1);
    if (answered === undefined) return;
    const { sitting, story, from, at, answer } = answered;
    const { organisation } = recorded.metadata;
    changes.put(answers, { id: answer.reason, ...{ organisation, sitting, story, from, at }, text: answer.text });
  },
};
