import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Id, Timestamp } from '../shared/shapes.js';

export const storyWithdrawnV1 = {
  type: 'story.withdrawn.v1',
  source: 'story-submission',
  summary:
    'A story was taken back. Its text has been unreadable since before this was said; records keep that there was one. Subject: story/<id>.',
  data: Type.Object({ story: Id, programme: Id, period: Id, at: Timestamp }),
} as const satisfies Contract;
