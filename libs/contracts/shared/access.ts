import { Type, type Static } from '@sinclair/typebox';

import { Id, Timestamp } from './shapes.js';

/** What somebody with an account saw or took away. Ids alone: never a name, a title or a text. */
export const Access = Type.Object({
  /** Who: a person, or `operator`. */
  person: Id,
  act: Type.Union([Type.Literal('saw'), Type.Literal('exported')]),
  /** What kind of thing. */
  kind: Type.Union([
    Type.Literal('story'),
    Type.Literal('consent'),
    Type.Literal('readers'),
    Type.Literal('concern'),
    Type.Literal('rights-request'),
    Type.Literal('feedback'),
    Type.Literal('import'),
    Type.Literal('answers'),
    Type.Literal('letter'),
    Type.Literal('minutes'),
    Type.Literal('comparison'),
    Type.Literal('flip-chart'),
    Type.Literal('hours'),
    Type.Literal('report'),
    Type.Literal('recalls'),
    Type.Literal('measures'),
    Type.Literal('themes'),
    Type.Literal('audit'),
    Type.Literal('breach'),
    Type.Literal('disclosure'),
  ]),
  /** Which one: its id, or ids joined by `/`; `all` for a list. */
  object: Type.String({ minLength: 1, maxLength: 300 }),
  at: Timestamp,
});

export type Access = Static<typeof Access>;
