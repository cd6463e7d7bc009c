import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Id } from '../shared/shapes.js';

export const panelConvenedV1 = {
  type: 'panel.convened.v1',
  source: 'panel-review',
  summary: 'The members and facilitator of a panel, as they now are. Subject: panel/<id>.',
  data: Type.Object({
    panel: Id,
    programme: Id,
    level: Type.Integer({ minimum: 1 }),
    members: Type.Array(Id),
    facilitator: Id,
    revision: Type.Integer({ minimum: 1 }),
  }),
} as const satisfies Contract;
