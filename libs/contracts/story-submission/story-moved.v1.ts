import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Id, Timestamp } from '../shared/shapes.js';

const DomainOrNone = Type.Union([Id, Type.Null()]);

export const storyMovedV1 = {
  type: 'story.moved.v1',
  source: 'story-submission',
  summary:
    'A person put a story into another domain of change, or into none. Subject: story/<id>. Who did it and why stays with the story.',
  data: Type.Object({
    story: Id,
    programme: Id,
    period: Id,
    /** Null: it had none. */
    from: DomainOrNone,
    /** Null: it has none now. */
    domain: DomainOrNone,
    at: Timestamp,
  }),
} as const satisfies Contract;
