import { Type, type Static } from '@sinclair/typebox';

import { CalendarDate, Id, Timestamp } from './shapes.js';

/** `read`, `choose`, `lead`: in meetings, counted by story or meeting. The others: what follows a meeting. */
export const AwaitedItem = Type.Object({
  about: Type.Union([
    Type.Literal('read'),
    Type.Literal('choose'),
    Type.Literal('lead'),
    Type.Literal('feedback'),
    Type.Literal('verification'),
    Type.Literal('action'),
  ]),
  count: Type.Integer({ minimum: 1 }),
  /** The first day by which something of it is asked for; null: no day was set. */
  dueOn: Type.Union([CalendarDate, Type.Null()]),
});

const Remind = Type.Union([Type.Literal('before'), Type.Literal('after')]);

/** All that one service waits for from one person, as it is now: it replaces what was said before. No story, no name. */
export const Awaited = Type.Object({
  person: Id,
  items: Type.Array(AwaitedItem),
  /** A letter is due: a few days before a day that was set, or after it has gone by. Said once of each day. */
  remind: Type.Union([Type.Literal('before'), Type.Literal('after'), Type.Null()]),
  /** Letters that would be due in programmes made for practice: shown there, and sent to nobody. */
  rehearsed: Type.Optional(Type.Array(Type.Object({ programme: Id, remind: Remind }))),
  at: Timestamp,
  revision: Type.Integer({ minimum: 1 }),
});

export type AwaitedItem = Static<typeof AwaitedItem>;
export type Remind = Static<typeof Remind>;
export type Awaited = Static<typeof Awaited>;
