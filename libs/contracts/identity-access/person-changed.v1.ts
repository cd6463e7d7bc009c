import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { GrantedRole, Id, SealedText } from '../shared/shapes.js';

export const personChangedV1 = {
  type: 'person.changed.v1',
  source: 'identity-access',
  summary:
    'A person with an account was added, or their roles or name changed; carries all of it as it now stands. Subject: person/<id>.',
  data: Type.Object({
    person: Id,
    roles: Type.Array(GrantedRole),
    /** PersonName, class `name`, owner person/<id>. */
    name: SealedText,
    language: Type.Union([Type.Literal('en'), Type.Literal('cy')]),
    revision: Type.Integer({ minimum: 1 }),
  }),
} as const satisfies Contract;
