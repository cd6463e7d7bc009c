import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Id, Timestamp } from '../shared/shapes.js';

const As = Type.Union([Type.Literal('credited'), Type.Literal('criticised')]);

export const storyCreditedV1 = {
  type: 'story.credited.v1',
  source: 'story-submission',
  summary:
    'Whom a story credits or criticises, as far as they have an account or are a known organisation: none of them chooses it, scores it or checks it. The whole list each time. Subject: credits/<story>.',
  data: Type.Object({
    story: Id,
    programme: Id,
    people: Type.Array(Type.Object({ person: Id, as: As })),
    /** Never the one that runs the programme. */
    organisations: Type.Array(Type.Object({ organisation: Id, as: As })),
    at: Timestamp,
    /** Orders what is said of one story: a later one replaces an earlier one. */
    revision: Type.Integer({ minimum: 1 }),
  }),
} as const satisfies Contract;
