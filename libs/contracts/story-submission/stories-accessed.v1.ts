import { Access } from '../shared/access.js';
import type { Contract } from '../shared/contract.js';

export const storiesAccessedV1 = {
  type: 'stories.accessed.v1',
  source: 'story-submission',
  summary:
    'Somebody with an account saw a story, or what is kept beside it, or took a file. For the audit: once a day for each person and thing, each export anew. Subject: access/<organisation>/<day>.',
  data: Access,
} as const satisfies Contract;
