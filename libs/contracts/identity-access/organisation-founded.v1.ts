import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Bilingual, Id } from '../shared/shapes.js';

export const organisationFoundedV1 = {
  type: 'organisation.founded.v1',
  source: 'identity-access',
  summary: 'An organisation was founded, with its name in both languages. Subject: organisation/<id>.',
  data: Type.Object({
    organisation: Id,
    name: Bilingual,
  }),
} as const satisfies Contract;
