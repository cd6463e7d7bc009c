import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Id, Timestamp } from '../shared/shapes.js';

export const storyModeratedV1 = {
  type: 'story.moderated.v1',
  source: 'story-submission',
  summary:
    'A trained person has read a story: panels may receive it, or it is held back. Until this is said of its newest text, no panel receives it. Subject: story/<id>.',
  data: Type.Object({
    story: Id,
    programme: Id,
    period: Id,
    /** Of the text that was read. */
    storyVersion: Type.Integer({ minimum: 1 }),
    /** False: held back. Why is nobody else's business. */
    isCleared: Type.Boolean(),
    /** People on whose panels it must not come. Left out: nobody. Why is nobody else's business. */
    keptFrom: Type.Optional(Type.Array(Id)),
    at: Timestamp,
  }),
} as const satisfies Contract;
