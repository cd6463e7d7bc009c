import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Id, Timestamp } from '../shared/shapes.js';

export const storyOpenedV1 = {
  type: 'story.opened.v1',
  source: 'panel-review',
  summary:
    'A member of a panel opened a story, or was given it on paper, so that its teller can be told who did. What is read aloud to a room is in the sitting’s own messages. Subject: sitting/<id>.',
  data: Type.Object({
    sitting: Id,
    story: Id,
    member: Id,
    how: Type.Union([Type.Literal('opened'), Type.Literal('printed')]),
    at: Timestamp,
  }),
} as const satisfies Contract;
