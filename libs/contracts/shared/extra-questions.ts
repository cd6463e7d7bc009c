import { Type, type Static } from '@sinclair/typebox';

import { Bilingual, CalendarDate } from './shapes.js';

/** `one` and `several` choose among options. */
export const kindsOfExtraQuestion = ['text', 'one', 'several', 'number', 'date'] as const;
export type KindOfExtraQuestion = (typeof kindsOfExtraQuestion)[number];

/** What a programme asks beside the story. Each change is a new version; an answer keeps the question as it was asked. */
export const ExtraQuestion = Type.Object({
  /** `q1`, `q2` …: it stands in addresses of the telling journey, so it says nothing of what is asked. */
  id: Type.String({ pattern: '^q[1-9]\\d{0,3}$' }),
  version: Type.Integer({ minimum: 1 }),
  kind: Type.Union([
    Type.Literal('text'),
    Type.Literal('one'),
    Type.Literal('several'),
    Type.Literal('number'),
    Type.Literal('date'),
  ]),
  wording: Bilingual,
  hint: Bilingual,
  isRequired: Type.Boolean(),
  /** `o1`, `o2` …, within a version. */
  options: Type.Array(Type.Object({ id: Type.String(), name: Bilingual })),
  /** Of a whole number. */
  least: Type.Union([Type.Integer(), Type.Null()]),
  most: Type.Union([Type.Integer(), Type.Null()]),
  /** No longer asked: kept so that what was answered can be told. */
  isRetired: Type.Boolean(),
});

const asAsked = { question: Type.String(), version: Type.Integer({ minimum: 1 }), wording: Bilingual };
const Chosen = Type.Array(Type.Object({ id: Type.String(), name: Bilingual }));

/** An answer, with the question as it was asked: sealed with the text of its story. */
export const ExtraAnswer = Type.Union([
  Type.Object({ ...asAsked, kind: Type.Literal('text'), text: Type.String() }),
  Type.Object({ ...asAsked, kind: Type.Literal('one'), chosen: Chosen }),
  Type.Object({ ...asAsked, kind: Type.Literal('several'), chosen: Chosen }),
  Type.Object({ ...asAsked, kind: Type.Literal('number'), number: Type.Integer() }),
  Type.Object({ ...asAsked, kind: Type.Literal('date'), date: CalendarDate }),
]);

export type ExtraQuestionDesign = Static<typeof ExtraQuestion>;
export type ExtraAnswerGiven = Static<typeof ExtraAnswer>;
