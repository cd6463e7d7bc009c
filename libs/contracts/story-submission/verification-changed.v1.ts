import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Id, Timestamp } from '../shared/shapes.js';

export const Finding = Type.Union([
  Type.Literal('confirmed'),
  Type.Literal('corrected'),
  Type.Literal('could_not_be_checked'),
  Type.Literal('accounts_differ'),
  Type.Literal('not_checked'),
]);

export const verificationChangedV1 = {
  type: 'verification.changed.v1',
  source: 'story-submission',
  summary:
    'How far the checking of a story has come. The finding is told once its teller could see it first. Subject: verification/<story>.',
  data: Type.Object({
    story: Id,
    programme: Id,
    period: Id,
    /** Highest level at which it was chosen when it was given to be checked; null: it was picked without. */
    level: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
    state: Type.Union([Type.Literal('assigned'), Type.Literal('found'), Type.Literal('shown')]),
    /** Null until `shown`. */
    finding: Type.Union([Finding, Type.Null()]),
    at: Timestamp,
    revision: Type.Integer({ minimum: 1 }),
  }),
} as const satisfies Contract;
