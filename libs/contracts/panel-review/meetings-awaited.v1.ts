import { Awaited } from '../shared/awaited.js';
import type { Contract } from '../shared/contract.js';

export const meetingsAwaitedV1 = {
  type: 'meetings.awaited.v1',
  source: 'panel-review',
  summary: 'What meetings wait for from one person, and whether a letter about it is due. Subject: awaited/<person>.',
  data: Awaited,
} as const satisfies Contract;
