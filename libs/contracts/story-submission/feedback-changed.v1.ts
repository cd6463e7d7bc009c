import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Id, Timestamp } from '../shared/shapes.js';

export const FeedbackState = Type.Union([
  Type.Literal('drafted'),
  Type.Literal('sent'),
  Type.Literal('seen'),
  Type.Literal('answered'),
  Type.Literal('not_wanted'),
  Type.Literal('no_safe_route'),
  Type.Literal('waiting_on_page'),
  Type.Literal('teller_died'),
]);

export const feedbackChangedV1 = {
  type: 'feedback.changed.v1',
  source: 'story-submission',
  summary:
    'How far the feedback of one sitting on one story to one person has come. Subject: feedback/<story>-<sitting>-<to>.',
  data: Type.Object({
    feedback: Id,
    story: Id,
    sitting: Id,
    panel: Id,
    programme: Id,
    period: Id,
    level: Type.Integer({ minimum: 1 }),
    to: Type.Union([Type.Literal('teller'), Type.Literal('collector')]),
    state: FeedbackState,
    /** How it was sent; null: not sent (yet). */
    channel: Type.Union([
      Type.Literal('mail'),
      Type.Literal('letter'),
      Type.Literal('page'),
      Type.Literal('spoken'),
      Type.Null(),
    ]),
    sittingClosedAt: Timestamp,
    at: Timestamp,
    /** Orders what is said of one item: a later one replaces an earlier one. */
    revision: Type.Integer({ minimum: 1 }),
  }),
} as const satisfies Contract;
