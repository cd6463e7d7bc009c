import { Type, type Static } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Bilingual, Id } from '../shared/shapes.js';

export const Theme = Type.Object({
  id: Id,
  /** `circle`: where change is felt, listed from the innermost outwards. */
  kind: Type.Union([Type.Literal('circle'), Type.Literal('marker'), Type.Literal('theme')]),
  /** A heading over several themes. */
  group: Type.Optional(Bilingual),
  name: Bilingual,
  description: Bilingual,
  /** No longer used for coding: kept so that what was coded with it can be read. */
  isRetired: Type.Boolean(),
});

export const Framework = Type.Object({ name: Bilingual, themes: Type.Array(Theme) });

export const frameworkAdoptedV1 = {
  type: 'framework.adopted.v1',
  source: 'programme-design',
  summary:
    'A programme codes stories with these themes from now on; carries all of them. Subject: framework/<programme>.',
  data: Type.Object({
    programme: Id,
    framework: Framework,
    /** A reader ignores one older than what it has. */
    revision: Type.Integer({ minimum: 1 }),
  }),
} as const satisfies Contract;

export type ThemeDesign = Static<typeof Theme>;
export type FrameworkDesign = Static<typeof Framework>;
