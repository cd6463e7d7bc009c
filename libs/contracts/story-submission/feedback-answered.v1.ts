import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Id, SealedText, Timestamp } from '../shared/shapes.js';

export const feedbackAnsweredV1 = {
  type: 'feedback.answered.v1',
  source: 'story-submission',
  summary:
    'Whoever was told what a sitting said of a story answers it; the panel may read the answer. Subject: feedback/<story>-<sitting>-<from>.',
  data: Type.Object({
    feedback: Id,
    story: Id,
    sitting: Id,
    programme: Id,
    period: Id,
    from: Type.Union([Type.Literal('teller'), Type.Literal('collector')]),
    /** Sealed as a reason (owner reason/<id>, class `reason`, ReasonText) that this panel and later panels may read. */
    answer: Type.Object({ reason: Id, text: SealedText }),
    at: Timestamp,
  }),
} as const satisfies Contract;
