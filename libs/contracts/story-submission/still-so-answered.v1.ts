import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Id, SealedText, Timestamp } from '../shared/shapes.js';

export const stillSoAnsweredV1 = {
  type: 'story.still-so-answered.v1',
  source: 'story-submission',
  summary:
    'Months after telling a story its teller answered whether it is still so: a part beside the story, for whoever may read the story. Subject: still-so/<story>.',
  data: Type.Object({
    story: Id,
    /** After how many months they were asked. */
    months: Type.Union([Type.Literal(3), Type.Literal(6), Type.Literal(12)]),
    answer: Type.Union([Type.Literal('still-so'), Type.Literal('has-changed'), Type.Literal('no-longer')]),
    /** Of class `text` of the story, holding `{ text }`; null where they wrote nothing. */
    words: Type.Union([SealedText, Type.Null()]),
    at: Timestamp,
  }),
} as const satisfies Contract;
