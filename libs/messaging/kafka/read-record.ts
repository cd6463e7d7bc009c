import { Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { KafkaMessage } from 'kafkajs';

import type { Message } from '../message-bus.js';

/** A record as it came, and what it says where it says something. */
export interface ReadRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** The stream it belongs to: its key. A record without one stands for itself. */
  readonly subject: string;
  readonly raw: Pick<KafkaMessage, 'key' | 'value'>;
  readonly content:
    { readonly kind: 'message'; readonly message: Message } | { readonly kind: 'invalid'; readonly because: string };
}

const Text = Type.String({ minLength: 1 });

const envelope = TypeCompiler.Compile(
  Type.Object({
    specversion: Type.Literal('1.0'),
    id: Text,
    source: Text,
    type: Type.String({ pattern: '^[a-z][a-z0-9.-]*\\.v[1-9]\\d*$' }),
    subject: Text,
    time: Text,
    datacontenttype: Type.Literal('application/json'),
    organisation: Text,
    correlation: Text,
    data: Type.Unknown(),
  }),
);

/** Why a record cannot be taken holds no part of its value: that may be anything, a story too. */
export function readRecord(
  topic: string,
  partition: number,
  { key, value, offset }: Pick<KafkaMessage, 'key' | 'value' | 'offset'>,
): ReadRecord {
  const subject = key === null ? `record/${topic}/${String(partition)}/${offset}` : key.toString('utf8');
  const raw = { key, value };
  return { topic, partition, offset: Number(offset), subject, raw, content: contentOf(topic, raw) };
}

function contentOf(topic: string, { key, value }: ReadRecord['raw']): ReadRecord['content'] {
  const invalid = (because: string) => ({ kind: 'invalid', because }) as const;
  if (key === null) return invalid('the record has no key');
  if (value === null) return invalid('the record is empty');
  const message = parsed(value);
  if (message === undefined) return invalid('the record is not JSON');
  if (!envelope.Check(message)) {
    const paths = new Set([...envelope.Errors(message)].map(({ path }) => path || '/'));
    return invalid(`the record is no CloudEvents message: ${[...paths].slice(0, 5).join(', ')}`);
  }
  if (message.subject !== key.toString('utf8')) return invalid('the key of the record is not the subject it tells of');
  if (topic !== `newid.${message.source}`) return invalid('the record says that it comes from another service');
  return { kind: 'message', message };
}

function parsed(value: Buffer): unknown {
  try {
    return JSON.parse(value.toString('utf8'));
  } catch {
    return undefined;
  }
}
