import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Id, Timestamp } from '../shared/shapes.js';

export const reportPublishedV1 = {
  type: 'report.published.v1',
  source: 'impact-reporting',
  summary:
    'The impact report of a period was published, or issued again without what was since withdrawn. Subject: report/<id>.',
  data: Type.Object({
    report: Id,
    programme: Id,
    period: Id,
    /** From 1; a re-issue counts up. */
    issue: Type.Integer({ minimum: 1 }),
    audience: Type.Union([
      Type.Literal('panel'),
      Type.Literal('organisation'),
      Type.Literal('partner'),
      Type.Literal('public'),
    ]),
    stories: Type.Array(Id),
    at: Timestamp,
  }),
} as const satisfies Contract;
