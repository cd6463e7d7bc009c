import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Id, Timestamp } from '../shared/shapes.js';

export const concernRaisedV1 = {
  type: 'concern.raised.v1',
  source: 'story-submission',
  summary:
    'Somebody said that a person may be in danger. Whom to tell, and by when; never what was said or of which story. Subject: concern/<id>.',
  data: Type.Object({
    concern: Id,
    programme: Id,
    /** The safeguarding lead and the deputy, when it was raised. */
    tell: Type.Array(Id),
    dueAt: Timestamp,
    at: Timestamp,
  }),
} as const satisfies Contract;
