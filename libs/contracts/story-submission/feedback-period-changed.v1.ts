import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Id, Timestamp } from '../shared/shapes.js';

export const feedbackPeriodChangedV1 = {
  type: 'feedback.period-changed.v1',
  source: 'story-submission',
  summary:
    'Whether all feedback of a period is seen to: every sitting of it closed, every item sent or closed. Subject: feedback-of-period/<programme>/<period>.',
  data: Type.Object({
    programme: Id,
    period: Id,
    isComplete: Type.Boolean(),
    /** Items of the period, and those that were sent or closed, when this was said. */
    items: Type.Integer({ minimum: 0 }),
    seenTo: Type.Integer({ minimum: 0 }),
    at: Timestamp,
    revision: Type.Integer({ minimum: 1 }),
  }),
} as const satisfies Contract;
