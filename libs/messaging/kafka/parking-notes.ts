import { Type, type Static } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { KafkaMessage, Message as KafkaRecord } from 'kafkajs';

import type { ReadRecord } from './read-record.js';

const place = { topic: Type.String(), subject: Type.String() };

/** What is written into the topic of what a group has parked. Read from its beginning, it says what is parked now. */
const Note = Type.Union([
  /** The record stands in the note's value and key as it came. */
  Type.Object({
    kind: Type.Literal('parked'),
    ...place,
    partition: Type.Integer(),
    offset: Type.Integer(),
    because: Type.String(),
    since: Type.String(),
  }),
  /** It was tried again and failed again. */
  Type.Object({ kind: Type.Literal('still-parked'), ...place, because: Type.String() }),
  /** Taken or given up. */
  Type.Object({ kind: Type.Literal('done'), ...place, offset: Type.Integer() }),
  /** An operator asks; whoever holds the partition answers. */
  Type.Object({ kind: Type.Literal('asked'), ...place, asking: Type.String(), discardsFirst: Type.Boolean() }),
  Type.Object({ kind: Type.Literal('answered'), ...place, asking: Type.String(), isReleased: Type.Boolean() }),
]);

export type ParkingNote = Static<typeof Note>;

const header = 'newid-parking';
const check = TypeCompiler.Compile(Note);
const longestBecause = 1_000;

export function noteToRecord(note: ParkingNote, raw?: ReadRecord['raw']): KafkaRecord {
  return {
    key: note.subject,
    value: raw?.value ?? Buffer.alloc(0),
    headers: {
      [header]: JSON.stringify(note),
      ...(raw !== undefined && raw.key !== null ? { key: raw.key } : {}),
      ...(raw !== undefined && raw.value !== null ? { whole: '1' } : {}),
    },
  };
}

/** Undefined for a record that is no note: somebody else wrote it, and it says nothing to us. */
export function recordToNote({
  value,
  headers,
}: Pick<KafkaMessage, 'value' | 'headers'>):
  { readonly note: ParkingNote; readonly raw: ReadRecord['raw'] } | undefined {
  const json = headers?.[header];
  if (!Buffer.isBuffer(json)) return undefined;
  try {
    const note: unknown = JSON.parse(json.toString('utf8'));
    if (!check.Check(note)) return undefined;
    const key = headers?.['key'];
    return {
      note,
      raw: { key: Buffer.isBuffer(key) ? key : null, value: headers?.['whole'] === undefined ? null : value },
    };
  } catch {
    return undefined;
  }
}

export const shortened = (because: string): string => because.slice(0, longestBecause);
