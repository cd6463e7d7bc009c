import { Type, type Static } from '@sinclair/typebox';

/** Who may be with somebody who is younger than the programme's youngest age. */
export const adultKinds = ['parent', 'carer', 'teacher', 'advocate', 'worker'] as const;

/** What a programme asks while a story is told so that its consent can be trusted later, and when it is asked again. */
export const ConsentOverTime = Type.Object({
  /** Years; null: nobody is asked how old they are. */
  youngestAge: Type.Union([Type.Integer({ minimum: 1, maximum: 120 }), Type.Null()]),
  /** What happens below that age. */
  below: Type.Union([Type.Literal('not-collected'), Type.Literal('with-adult')]),
  adults: Type.Array(Type.Union(adultKinds.map((kind) => Type.Literal(kind)))),
  /** Months until wider use is asked again that was not given at first. */
  putOffMonths: Type.Integer({ minimum: 1, maximum: 60 }),
  /** Months after which every consent is asked again; null: never. */
  renewMonths: Type.Union([Type.Integer({ minimum: 1, maximum: 120 }), Type.Null()]),
  /** Public use is not given while telling, and is asked for later. */
  beforePublic: Type.Boolean(),
});

export type ConsentOverTimeDesign = Static<typeof ConsentOverTime>;
export type AdultKind = (typeof adultKinds)[number];

/** Of a programme that says nothing of it. */
export const usualConsentOverTime: ConsentOverTimeDesign = {
  youngestAge: null,
  below: 'not-collected',
  adults: [],
  putOffMonths: 3,
  renewMonths: null,
  beforePublic: false,
};
