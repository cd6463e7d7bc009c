import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Programme } from '../shared/programme.js';

export const programmeRevisedV1 = {
  type: 'programme.revised.v1',
  source: 'programme-design',
  summary:
    'A programme was created or its design changed; carries the whole design as it now stands. Subject: programme/<id>.',
  data: Type.Object({
    programme: Programme,
    /** The event behind it: `ProgrammeCreated`, `PeriodOpened` … */
    change: Type.String(),
    /** Version of the programme's stream: a reader ignores one older than what it has. */
    revision: Type.Integer({ minimum: 1 }),
  }),
} as const satisfies Contract;
