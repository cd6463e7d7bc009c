import { nameOf } from '#projections/log-reading.js';

import { InvalidMessage, type Message } from '../message-bus.js';
import type { Parking } from './parking.js';
import type { Asked } from './parked-view.js';
import type { ReadRecord } from './read-record.js';
import type { StreamTurns } from './stream-turns.js';

export interface Releasing {
  readonly parking: Parking;
  readonly turns: StreamTurns;
  readonly handle: (message: Message) => Promise<void>;
  readonly isMine: (topic: string, partition: number) => boolean;
  readonly signal: AbortSignal;
}

/**
 * Tries what is parked of a stream again, in order, and answers whoever asked. What comes meanwhile waits its turn, so
 * that it finds the stream either free or still parked. Asked twice: the second finds it answered.
 */
export async function releaseStream(asked: Asked, { parking, turns, ...releasing }: Releasing): Promise<void> {
  const { topic, subject, asking } = asked;
  await turns.take(topic, subject, async () => {
    if (!parking.asked().some((open) => open.asking === asking)) return;
    let isGivenUp = asked.discardsFirst;
    const next = () => parking.stream(topic, subject)?.records.at(0);
    for (let record = next(); record !== undefined; record = next()) {
      if (releasing.signal.aborted || !releasing.isMine(topic, record.partition)) return;
      const because = isGivenUp ? undefined : await failureOf(record, releasing.handle);
      isGivenUp = false;
      if (because !== undefined) {
        await parking.note({ kind: 'still-parked', topic, subject, because });
        await parking.note({ kind: 'answered', topic, subject, asking, isReleased: false });
        return;
      }
      await parking.note({ kind: 'done', topic, subject, offset: record.offset });
    }
    await parking.note({ kind: 'answered', topic, subject, asking, isReleased: true });
  });
}

async function failureOf({ content }: ReadRecord, handle: Releasing['handle']): Promise<string | undefined> {
  if (content.kind === 'invalid') return nameOf(new InvalidMessage(content.because));
  try {
    await handle(content.message);
    return undefined;
  } catch (error) {
    return nameOf(error);
  }
}
