import { Access } from '../shared/access.js';
import type { Contract } from '../shared/contract.js';

export const meetingsAccessedV1 = {
  type: 'meetings.accessed.v1',
  source: 'panel-review',
  summary:
    'Somebody with an account saw or took the minutes of a meeting. For the audit: once a day for each person and thing, each export anew. Subject: access/<organisation>/<day>.',
  data: Access,
} as const satisfies Contract;
