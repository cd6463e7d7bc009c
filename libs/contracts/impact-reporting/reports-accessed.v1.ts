import { Access } from '../shared/access.js';
import type { Contract } from '../shared/contract.js';

export const reportsAccessedV1 = {
  type: 'reports.accessed.v1',
  source: 'impact-reporting',
  summary:
    'Somebody with an account saw or took a report or figures. For the audit: once a day for each person and thing, each export anew. Subject: access/<organisation>/<day>.',
  data: Access,
} as const satisfies Contract;
