import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Id, Method } from '../shared/shapes.js';

export const sittingOpenedV1 = {
  type: 'sitting.opened.v1',
  source: 'panel-review',
  summary: 'A panel has begun to look at one domain of one period. Subject: sitting/<id>.',
  data: Type.Object({
    sitting: Id,
    programme: Id,
    panel: Id,
    level: Type.Integer({ minimum: 1 }),
    period: Id,
    /** Null: stories of every domain, or of none yet. */
    domain: Type.Union([Id, Type.Null()]),
    method: Method,
    facilitator: Id,
    members: Type.Array(Id),
  }),
} as const satisfies Contract;
