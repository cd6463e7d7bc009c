import { Type } from '@sinclair/typebox';

import type { Contract } from '../shared/contract.js';
import { Id, Method, Outcome, Reach, SealedText, Timestamp } from '../shared/shapes.js';

/** A reason keeps its own key and reach wherever it travels. */
export const ReasonOnRecord = Type.Object({
  reason: Id,
  /** `group`: the panel's reason; `lesson`: the lesson line of a story; `held-over`; `dissent`, `caveat`; `member`: with a ballot. */
  kind: Type.Union([
    Type.Literal('group'),
    Type.Literal('lesson'),
    Type.Literal('held-over'),
    Type.Literal('dissent'),
    Type.Literal('caveat'),
    Type.Literal('member'),
    Type.Literal('from-below'),
  ]),
  /** Stories it names. */
  stories: Type.Array(Id),
  author: Id,
  /** Who wrote it down in a room, from a slip or as its author said it aloud. Left out: its author wrote it. */
  recordedBy: Type.Optional(Id),
  panel: Id,
  level: Type.Integer({ minimum: 1 }),
  period: Id,
  reach: Type.Array(Reach),
  text: SealedText,
});

/** Counts of one closed round: the round of a tally document's output (method.md). */
export const RoundResult = Type.Object({
  round: Type.Integer({ minimum: 1 }),
  kind: Type.Union([
    Type.Literal('choice'),
    Type.Literal('score'),
    Type.Literal('rank'),
    Type.Literal('approval'),
    Type.Literal('stance'),
  ]),
  entitled: Type.Integer(),
  answered: Type.Integer(),
  abstained: Type.Integer(),
  quorate: Type.Boolean(),
  leading: Type.Array(Id),
  tie: Type.Boolean(),
  byStory: Type.Record(
    Type.String(),
    Type.Union([
      Type.Object({ votes: Type.Integer(), entitled: Type.Integer() }),
      Type.Object({
        mean: Type.Union([Type.Number(), Type.Null()]),
        n: Type.Integer(),
        entitled: Type.Integer(),
        tooFew: Type.Boolean(),
      }),
      Type.Object({ borda: Type.Number(), wins: Type.Integer(), losses: Type.Integer(), ties: Type.Integer() }),
    ]),
  ),
  /** Of a stance round: what was proposed (none: nobody to be chosen), and what members think of it. */
  proposal: Type.Optional(Type.Array(Id)),
  stance: Type.Optional(Type.Object({ agree: Type.Integer(), standAside: Type.Integer(), object: Type.Integer() })),
  /** Of a round of rankings: the story that beats every other, two by two; null: none does. */
  condorcet: Type.Optional(Type.Union([Id, Type.Null()])),
  skipped: Type.Optional(Type.Record(Type.String(), Type.Integer())),
  movement: Type.Optional(Type.Array(Type.Object({ from: Id, to: Id, members: Type.Integer() }))),
  /** Nobody knows who answered what; with too few ballots that choose, nothing by story is here. */
  secret: Type.Optional(Type.Literal(true)),
  recordedInRoom: Type.Boolean(),
  /** How many answered with a reason. Left out where nobody could: in secret, or counted in a room. */
  withReason: Type.Optional(Type.Integer({ minimum: 0 })),
});

export const sittingClosedV1 = {
  type: 'sitting.closed.v1',
  source: 'panel-review',
  summary: 'A panel has recorded its outcome, its reason and a lesson line for each story. Subject: sitting/<id>.',
  data: Type.Object({
    sitting: Id,
    programme: Id,
    panel: Id,
    level: Type.Integer({ minimum: 1 }),
    period: Id,
    domain: Type.Union([Id, Type.Null()]),
    method: Method,
    /** Parallel panels that met together about what each had chosen: their own sittings. Left out: one panel met. */
    plenaryOf: Type.Optional(Type.Array(Type.Object({ sitting: Id, panel: Id }), { minItems: 2 })),
    openedAt: Timestamp,
    closedAt: Timestamp,
    /** Stories received and where from; null: from the period itself. `elsewhere`: taken in with a reason. */
    received: Type.Array(
      Type.Object({
        story: Id,
        from: Type.Union([Type.Literal('period'), Type.Literal('sitting'), Type.Literal('elsewhere')]),
        sitting: Type.Optional(Id),
        /** When a member first opened it, or it was read aloud; left out where nobody did. */
        firstReadAt: Type.Optional(Timestamp),
      }),
    ),
    outcome: Type.Object({
      kind: Outcome,
      stories: Type.Array(Id),
      followsCount: Type.Boolean(),
    }),
    heldOver: Type.Array(Type.Object({ story: Id, toPeriod: Id })),
    passedUp: Type.Array(Type.Object({ story: Id, toPanels: Type.Array(Id) })),
    reasons: Type.Array(ReasonOnRecord),
    rounds: Type.Array(RoundResult),
    /** Members entitled, and ballots answered over all rounds, for participation. */
    members: Type.Integer(),
  }),
} as const satisfies Contract;
