import { Inbox } from '#event-store/inbox.js';
import { commits, type CommitDocument } from '#event-store/mongo/commit-documents.js';
import { openMongoEventStore } from '#event-store/mongo/open-mongo-event-store.js';
import { MongoDatabase } from '#mongo/mongo-database.js';
import { MongoViewStorage } from '#projections/mongo/mongo-view-storage.js';
import { ProjectionRunner } from '#projections/projection-runner.js';

import { impactReporting } from '../../../apps/impact-reporting/src/impact-reporting.service.js';
import { messages } from '../measure-rebuild.js';
import { median, rate, timed, type Row } from '../rows.js';
import type { DistributedSizes } from './distributed-sizes.js';
import { MemoryWatch, memoryRow } from './memory-watch.js';
import { bareClient, errorsOnly, withMongo } from './real-servers.js';

const atOnce = 512;

async function fill(inbox: Inbox, events: number): Promise<void> {
  let taking: Promise<unknown>[] = [];
  for (const each of messages(events)) {
    taking.push(inbox.take(each));
    if (taking.length < atOnce) continue;
    await Promise.all(taking);
    taking = [];
  }
  await Promise.all(taking);
}

/** All views of impact-reporting are built again; the reference reads every commit and does nothing with it. */
export const measureMongoRebuild = ({ rounds, events }: DistributedSizes, folder: string): Promise<readonly Row[]> =>
  withMongo(folder, async (url) => {
    const database = await MongoDatabase.open({ url, database: 'newid-rebuild' });
    const { store, relay } = await openMongoEventStore(database, impactReporting.eventTypes);
    await fill(new Inbox(store, impactReporting.name), events);
    await relay.drain();
    const { readModels } = impactReporting;
    const storage = await MongoViewStorage.open(database);
    const projections = new ProjectionRunner({ store, storage, readModels, log: errorsOnly });
    await projections.start();
    await projections.caughtUp();
    const client = bareClient(url);
    const written = client.db(database.name).collection<CommitDocument>(commits.name);
    const names = readModels.map(({ name }) => name);
    const fingerprints = () => Promise.all(names.map((name) => projections.fingerprint(name)));
    const before = await fingerprints();
    const ratios: number[] = [];
    const growths: number[] = [];
    const taken = { rebuild: [] as number[], bare: [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      let read = 0;
      const bare = await timed(async () => {
        for await (const { firstVersion, lastVersion } of written.find()) read += lastVersion - firstVersion + 1;
      });
      if (read !== events) throw new Error(`${String(read)} events were read, not ${String(events)}`);
      const memory = new MemoryWatch();
      const rebuild = await timed(() => projections.rebuild(...names));
      const growth = memory.growth();
      await projections.caughtUp();
      if (round === 0) continue;
      ratios.push(bare / rebuild);
      growths.push(growth);
      taken.rebuild.push(rebuild);
      taken.bare.push(bare);
    }
    const after = await fingerprints();
    if (before.join() !== after.join()) throw new Error('What was built again differs from what was there');
    await projections.stop();
    await store.close();
    await database.close();
    await client.close();
    const name = `rebuild on MongoDB from ${events.toLocaleString('en-GB')} events`;
    return [
      {
        name: `${name}, against a bare cursor`,
        unit: 'ratio',
        runs: ratios,
        floor: { is: 'at least', value: 0.5 },
        beside: `${String(rate(events, median(taken.rebuild)))}/s against ${String(rate(events, median(taken.bare)))}/s`,
      },
      memoryRow(name, growths, process.memoryUsage.rss()),
    ];
  });
