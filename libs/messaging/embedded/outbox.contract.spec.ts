import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openSqliteEventStore } from '#event-store/sqlite/open-sqlite-event-store.js';
import { SqliteCheckpoints } from '#projections/sqlite/sqlite-checkpoints.js';
import { Database } from '#sqlite/database.js';

import { aMessage } from '../contract/message-bus.contract.js';
import { outbox, topicOf } from '../outbox.js';
import { EmbeddedBus } from './embedded-bus.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('an outbox', () => {
  it('publishes what one event says a little at a time, in order, however much it is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'newid-outbox-'));
    const database = new Database(join(folder, 'ended.db'));
    const { store, relay } = openSqliteEventStore(database, { Ended: { version: 1 } });
    const bus = new EmbeddedBus({ file: join(folder, 'bus.db'), log: silent });
    const taken: string[] = [];
    const subscription = await bus.subscribe({
      topics: [topicOf('ended')],
      group: 'taking',
      handle: async ({ id }) => {
        taken.push(id);
      },
    });
    let said = 0;
    let published = 0;
    let mostHeld = 0;
    const publishing = outbox({
      store,
      checkpoints: new SqliteCheckpoints(database),
      log: silent,
      service: 'ended',
      bus: {
        publish: async (topic, messages) => {
          await bus.publish(topic, messages);
          published += messages.length;
        },
      },
      async *publishes() {
        for (let number = 1; number <= 1_201; number += 1) {
          said += 1;
          mostHeld = Math.max(mostHeld, said - published);
          yield aMessage('story/one', number);
        }
      },
    });
    await store.append('import/1', [{ type: 'Ended', schemaVersion: 1, data: {} }], {
      ...{ organisation: 'org-1', actor: 'person/1', at: '2026-11-21T10:00:00.000Z', correlation: 'c' },
      ...{ expected: 'no-stream', commandId: 'end' },
    });
    await relay.drain();
    publishing.start();
    await publishing.caughtUp();
    await subscription.caughtUp();
    await publishing.stop();
    await bus.close();
    expect(mostHeld).toBeLessThanOrEqual(500);
    expect(taken).toEqual(Array.from({ length: 1_201 }, (_, at) => `story/one@${String(at + 1)}`));
    await store.close();
    database.close();
    rmSync(folder, { recursive: true });
  });

  it('says what each commit says once and in order, however long the bus was away before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'newid-outbox-'));
    const database = new Database(join(folder, 'told.db'));
    const { store, relay } = openSqliteEventStore(database, { Told: { version: 1 } });
    const published: string[] = [];
    let away = 10;
    const publishing = outbox({
      ...{ store, log: silent, service: 'told', wait: async () => undefined },
      checkpoints: new SqliteCheckpoints(database),
      bus: {
        publish: async (_, messages) => {
          away -= 1;
          if (away >= 0) throw new Error('planted');
          published.push(...messages.map(({ id }) => id));
        },
      },
      publishes: ({ stream }) => [aMessage(stream, 1)],
    });
    const tell = async (...stories: readonly string[]): Promise<void> => {
      for (const story of stories) {
        await store.append(`story/${story}`, [{ type: 'Told', schemaVersion: 1, data: {} }], {
          ...{ organisation: 'org-1', actor: 'person/1', at: '2026-11-21T10:00:00.000Z', correlation: 'c' },
          ...{ expected: 'no-stream', commandId: story },
        });
      }
      await relay.drain();
    };
    await tell('a', 'b', 'c');
    publishing.start();
    await publishing.caughtUp();
    expect(await publishing.state()).toMatchObject({ condition: 'following', lag: 0 });
    await tell('d', 'e', 'f');
    await publishing.caughtUp();
    expect(published).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map((story) => `story/${story}@1`));
    await publishing.stop();
    await store.close();
    database.close();
    rmSync(folder, { recursive: true });
  });
});
