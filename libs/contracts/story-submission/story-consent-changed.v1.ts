import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Id, Timestamp } from '../shared/shapes.js';

export const storyConsentChangedV1 = {
  type: 'story.consent-changed.v1',
  source: 'story-submission',
  summary:
    'Who may read a story was changed. The key vault enforces it already; this lets views count it. Subject: story/<id>.',
  data: Type.Object({
    story: Id,
    programme: Id,
    period: Id,
    audiences: Type.Array(
      Type.Union([
        Type.Literal('panel'),
        Type.Literal('organisation'),
        Type.Literal('partner'),
        Type.Literal('public'),
      ]),
    ),
    at: Timestamp,
  }),
} as const satisfies Contract;
