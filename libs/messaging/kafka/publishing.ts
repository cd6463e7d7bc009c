import type { Kafka, Message as KafkaRecord, Producer } from 'kafkajs';

import { retrying } from './connect.js';

/** Records of one request, at most so many bytes together: brokers refuse larger requests. */
const bytesAtOnce = 512 * 1024;

/**
 * Sends, one request at a time. Two requests of one idempotent producer in flight can make it acknowledge a record that
 * was never stored, so whoever comes second waits.
 */
export class Publishing {
  #producer: Promise<Producer> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(private readonly kafka: Kafka) {}

  /** Resolves with the offset of the last record, where all went to one partition, when every broker that must has them. */
  send(topic: string, records: readonly KafkaRecord[]): Promise<number> {
    const sent = this.#last.then(() => this.#sendAll(topic, records));
    this.#last = sent.catch(() => undefined);
    return sent;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#last;
    await this.#dropProducer();
  }

  async #sendAll(topic: string, records: readonly KafkaRecord[]): Promise<number> {
    let last = -1;
    for (const messages of inPieces(records)) {
      if (this.#isClosed) throw new Error('The bus is closed');
      try {
        this.#producer ??= this.#newProducer();
        const producer = await this.#producer;
        const [stored] = await producer.send({ topic, messages, acks: -1 });
        last = Number(stored?.baseOffset ?? -1) + messages.length - 1;
      } catch (error) {
        // It may be stored or not. A producer that went on would use the same sequence numbers for other records, and
        // the broker would take those for repeats: acknowledged, never stored. A new producer begins anew.
        await this.#dropProducer();
        throw error;
      }
    }
    return last;
  }

  async #newProducer(): Promise<Producer> {
    const producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      retry: retrying,
    });
    await producer.connect();
    return producer;
  }

  async #dropProducer(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    await producer?.then((connected) => connected.disconnect()).catch(() => undefined);
  }
}

function* inPieces(records: readonly KafkaRecord[]): Generator<KafkaRecord[]> {
  let piece: KafkaRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = record.value === null ? 0 : Buffer.byteLength(record.value);
    if (piece.length > 0 && bytes + size > bytesAtOnce) {
      yield piece;
      piece = [];
      bytes = 0;
    }
    piece.push(record);
    bytes += size;
  }
  if (piece.length > 0) yield piece;
}
