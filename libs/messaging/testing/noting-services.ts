import { join } from 'node:path';

import type { DomainEvent } from '#contracts/shared/decider.js';
import { Inbox } from '#event-store/inbox.js';
import { openSqliteEventStore } from '#event-store/sqlite/open-sqlite-event-store.js';
import { ProjectionRunner } from '#projections/projection-runner.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { SqliteCheckpoints } from '#projections/sqlite/sqlite-checkpoints.js';
import { SqliteViewStorage } from '#projections/sqlite/sqlite-view-storage.js';
import { Database } from '#sqlite/database.js';

import { EmbeddedBus } from '../embedded/embedded-bus.js';
import type { Message } from '../message-bus.js';
import { outbox } from '../outbox.js';

/** Moments of the way from one service's log to another's; told each time one is reached. */
export type Moment = 'projecting' | 'published' | 'taken';

export interface Noted extends DomainEvent {
  readonly type: 'Noted';
  readonly data: { readonly note: number };
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const noted = { Noted: { version: 1 } };
const isNoted = (event: DomainEvent): event is Noted => event.type === 'Noted';

/** How often each stream was noted, and every note of it in order: an event that counts twice or not at all is seen. */
export const notesOfStreams = collection<{ readonly id: string; readonly count: number; readonly notes: string }>()(
  'notes-of-streams',
  { byCount: ['count'] },
);

/** Two services on SQLite in one folder: one notes, projects and publishes; the other takes into its inbox. */
export function openNotingServices(folder: string, reached: (moment: Moment) => void = () => undefined) {
  const database = new Database(join(folder, 'noting.db'));
  const { store, relay } = openSqliteEventStore(database, noted);
  const taking = new Database(join(folder, 'taking.db'));
  const taker = openSqliteEventStore(taking, {});
  const inbox = new Inbox(taker.store, 'taking');
  const bus = new EmbeddedBus({ file: join(folder, 'bus.db'), log: silent });
  const readModel: ReadModel = {
    name: 'notes',
    version: 1,
    collections: [notesOfStreams],
    async project({ stream, event }, changes) {
      if (!isNoted(event)) return;
      const before = (await changes.get(notesOfStreams, stream)) ?? { count: 0, notes: '' };
      const { note } = event.data;
      changes.put(notesOfStreams, { id: stream, count: before.count + 1, notes: `${before.notes} ${String(note)}` });
      reached('projecting');
    },
  };
  const projections = new ProjectionRunner({
    store,
    storage: new SqliteViewStorage(database),
    readModels: [readModel],
    log: silent,
    commitsAtOnce: 50,
  });
  const publishing = outbox({
    store,
    checkpoints: new SqliteCheckpoints(database),
    log: silent,
    service: 'noting',
    bus: {
      publish: async (topic, messages) => {
        await bus.publish(topic, messages);
        reached('published');
      },
    },
    publishes: ({ stream, streamVersion, event, metadata }): readonly Message[] => [
      {
        specversion: '1.0',
        id: `${stream}@${String(streamVersion)}`,
        source: 'noting',
        type: 'noted.v1',
        subject: stream,
        time: metadata.at,
        datacontenttype: 'application/json',
        organisation: metadata.organisation,
        correlation: metadata.correlation,
        data: event.data,
      },
    ],
  });
  const delivered: string[] = [];

  return {
    store,
    relay,
    taker: taker.store,
    projections,
    delivered,
    /** Does all there is to do: projects, publishes, takes. */
    goOn: async (): Promise<void> => {
      await relay.drain();
      const subscription = await bus.subscribe({
        topics: ['newid.noting'],
        group: 'taking',
        handle: async (message) => {
          await inbox.take(message);
          delivered.push(message.id);
          reached('taken');
        },
      });
      await projections.start();
      publishing.start();
      await projections.caughtUp();
      await publishing.caughtUp();
      await subscription.caughtUp();
      await taker.relay.drain();
      await subscription.close();
    },
    close: async (): Promise<void> => {
      await publishing.stop();
      await projections.stop();
      await bus.close();
      await store.close();
      await taker.store.close();
      database.close();
      taking.close();
    },
  };
}
