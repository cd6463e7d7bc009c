import { Awaited } from '../shared/awaited.js';
import type { Contract } from '../shared/contract.js';

export const followUpAwaitedV1 = {
  type: 'follow-up.awaited.v1',
  source: 'impact-reporting',
  summary:
    'What follows meetings and waits for one person: feedback, checking, actions; and whether a letter about it is due. Subject: awaited/<person>.',
  data: Awaited,
} as const satisfies Contract;
