import { Type, type Static } from '@sinclair/typebox';

import type { TextClass } from './sealed.js';

/** Shapes that several contracts share. No field ever holds personal text in clear. */
export const Id = Type.String({ minLength: 1, maxLength: 100 });
export const Timestamp = Type.String({ description: 'ISO 8601, UTC' });
export const CalendarDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

/** Public wording of a programme in both languages. */
export const Bilingual = Type.Object({ en: Type.String(), cy: Type.String() });

/** AES-256-GCM ciphertext with what is needed to ask the key vault for its key. */
export const SealedText = Type.Object({
  class: Type.Unsafe<TextClass>(Type.String()),
  version: Type.Integer({ minimum: 1 }),
  box: Type.String(),
});

export const Outcome = Type.Union([
  Type.Literal('one'),
  Type.Literal('joint'),
  Type.Literal('none'),
  Type.Literal('learning'),
]);

export const Method = Type.Union([
  Type.Literal('majority'),
  Type.Literal('iterative'),
  Type.Literal('consensus'),
  Type.Literal('scoring'),
  Type.Literal('pre_score_then_vote'),
  Type.Literal('secret_ballot'),
  Type.Literal('ranked'),
  Type.Literal('approval'),
]);

export const Route = Type.Union([
  Type.Literal('own'),
  Type.Literal('interview'),
  Type.Literal('group'),
  Type.Literal('staff'),
  Type.Literal('transcript'),
]);

export const Reach = Type.Union([
  Type.Literal('this-panel'),
  Type.Literal('later-panels'),
  Type.Literal('teller'),
  Type.Literal('reports'),
]);

export const Role = Type.Union([
  Type.Literal('administrator'),
  Type.Literal('evaluator'),
  Type.Literal('facilitator'),
  Type.Literal('panel-member'),
  Type.Literal('collector'),
  Type.Literal('teller'),
]);

/** A role, everywhere or only in one programme or panel. */
export const GrantedRole = Type.Object({
  role: Role,
  programme: Type.Optional(Id),
  panel: Type.Optional(Id),
});

export type HeldRole = Static<typeof GrantedRole>;
export type RoleName = Static<typeof Role>;
