import { readRecord, type ReadRecord } from './read-record.js';
import type { ParkingNote } from './parking-notes.js';

export interface ParkedStream {
  readonly topic: string;
  readonly subject: string;
  readonly because: string;
  readonly since: string;
  /** In the order of their offsets. */
  readonly records: readonly ReadRecord[];
}

export interface Asked {
  readonly topic: string;
  readonly subject: string;
  readonly asking: string;
  readonly discardsFirst: boolean;
}

interface Standing {
  because: string;
  readonly since: string;
  readonly records: Map<number, ReadRecord>;
}

const keyOf = (topic: string, subject: string): string => `${topic}\n${subject}`;

/** What is parked now, made from the notes in order. */
export class ParkedView {
  readonly #streams = new Map<string, Standing>();
  readonly #asked = new Map<string, Asked>();

  apply(note: ParkingNote, raw: ReadRecord['raw']): void {
    const key = keyOf(note.topic, note.subject);
    const standing = this.#streams.get(key);
    switch (note.kind) {
      case 'parked': {
        const { topic, partition, offset, because, since } = note;
        const stream = standing ?? { because, since, records: new Map() };
        // There already: it was delivered again, because its offset had not been committed.
        if (!stream.records.has(offset)) {
          stream.records.set(offset, readRecord(topic, partition, { ...raw, offset: String(offset) }));
        }
        this.#streams.set(key, stream);
        return;
      }
      case 'still-parked':
        if (standing !== undefined) standing.because = note.because;
        return;
      case 'done':
        standing?.records.delete(note.offset);
        if (standing?.records.size === 0) this.#streams.delete(key);
        return;
      case 'asked':
        this.#asked.set(note.asking, note);
        return;
      case 'answered':
        this.#asked.delete(note.asking);
        return;
    }
  }

  stream(topic: string, subject: string): ParkedStream | undefined {
    const standing = this.#streams.get(keyOf(topic, subject));
    return standing === undefined ? undefined : streamOf(topic, subject, standing);
  }

  streams(): readonly ParkedStream[] {
    return [...this.#streams]
      .map(([key, standing]) => {
        const cut = key.indexOf('\n');
        return streamOf(key.slice(0, cut), key.slice(cut + 1), standing);
      })
      .sort((a, b) => (a.since === b.since ? (a.subject < b.subject ? -1 : 1) : a.since < b.since ? -1 : 1));
  }

  /** Not answered yet. */
  asked(): readonly Asked[] {
    return [...this.#asked.values()];
  }
}

const streamOf = (topic: string, subject: string, { because, since, records }: Standing): ParkedStream => ({
  topic,
  subject,
  because,
  since,
  records: [...records.values()].sort((a, b) => a.offset - b.offset),
});
