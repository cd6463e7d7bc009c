import { MongoDatabase } from '#mongo/mongo-database.js';
import type { EventStore } from '#event-store/event-store.js';
import { commits, type CommitDocument } from '#event-store/mongo/commit-documents.js';
import { openMongoEventStore } from '#event-store/mongo/open-mongo-event-store.js';

import { median, rate, type Row } from '../rows.js';
import { closedLoop, p99, type Loop } from './closed-loop.js';
import type { DistributedSizes } from './distributed-sizes.js';
import { openEmmett } from './emmett.js';
import { bareClient, withMongo } from './real-servers.js';

const inFlight = 64;

/** About a kibibyte, as a short sealed story has. */
const told = {
  type: 'StoryTold',
  schemaVersion: 1,
  data: { period: '2026-Q1', programme: 'telling', text: { box: 'c2VhbGVk'.repeat(100), class: 'text', version: 1 } },
} as const;

const append = (store: EventStore, id: string): Promise<unknown> =>
  store.append(`story/${id}`, [told], {
    expected: 'no-stream',
    commandId: `0193a7c2-${id}`,
    organisation: 'pont-y-bore',
    actor: '0193a7c2-5b1e-7cc3-98b7-1f2a3c4d5e6f',
    at: '2026-11-21T10:00:00.000Z',
    correlation: '0193a7c2-5b1e-7cc3-98b7-000000000001',
  });

class Taken {
  readonly loops: Loop[] = [];
  readonly ratios: number[] = [];
  readonly p99s: number[] = [];

  add(count: number, loop: Loop, bare: Loop): void {
    this.loops.push(loop);
    this.ratios.push(bare.milliseconds / loop.milliseconds);
    this.p99s.push(p99(loop) / p99(bare));
    this.rates.push(rate(count, loop.milliseconds));
  }

  readonly rates: number[] = [];
}

/** All are waited for with the same write concern, one commit or one document each, into streams that are not there. */
export const measureMongoAppend = (sizes: DistributedSizes, folder: string): Promise<readonly Row[]> =>
  withMongo(folder, async (url) => {
    const database = await MongoDatabase.open({ url, database: 'newid-append' });
    const { store } = await openMongoEventStore(database, { StoryTold: { version: 1 } });
    const client = bareClient(url);
    const bare = client.db('bare').collection<CommitDocument>(commits.name);
    const written = database.collection<CommitDocument>(commits.name);
    const emmett = await openEmmett(folder, url);
    const newid = { alone: new Taken(), many: new Taken() };
    const others = { alone: new Taken(), many: new Taken() };
    const bareRates = { alone: [] as number[], many: [] as number[] };
    const cases = [
      ['alone', sizes.appends, 1],
      ['many', sizes.appendsInFlight, inFlight],
    ] as const;
    // The first round warms up.
    for (let round = 0; round <= sizes.rounds; round += 1) {
      for (const [how, count, callers] of cases) {
        const id = (at: number): string => `${how}-${String(round)}-${String(at)}`;
        const ours = await closedLoop(count, callers, (at) => append(store, id(at)));
        const ids = Array.from({ length: count }, (_, at) => `story/${id(at)}@1`);
        const documents = await written.find({ _id: { $in: ids } }).toArray();
        if (documents.length !== count) throw new Error('Not every append became a document of its own');
        const reference = await closedLoop(count, callers, async (at) => {
          const document = documents[at];
          if (document !== undefined) await bare.insertOne(document);
        });
        const theirs =
          emmett &&
          (await closedLoop(count, callers, (at) =>
            emmett.appendToStream(`story:${id(at)}`, [told], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' }),
          ));
        if (round === 0) continue;
        newid[how].add(count, ours, reference);
        if (theirs !== undefined) others[how].add(count, theirs, reference);
        bareRates[how].push(rate(count, reference.milliseconds));
      }
    }
    await emmett?.close();
    await store.close();
    await database.close();
    await client.close();

    const against = (taken: Taken, how: 'alone' | 'many'): string =>
      taken.rates.length === 0
        ? 'not run: the package registry did not give Emmett'
        : `${String(median(taken.rates))}/s against ${String(median(bareRates[how]))}/s`;
    const row = (name: string, runs: readonly number[], beside: string): Row => ({
      name: `append on MongoDB, ${name}`,
      unit: 'ratio',
      runs,
      beside,
    });
    return [
      {
        ...row('alone, against insertOne', newid.alone.ratios, against(newid.alone, 'alone')),
        floor: { is: 'at least', value: 0.9 },
      },
      {
        ...row('64 in flight, against insertOne', newid.many.ratios, against(newid.many, 'many')),
        floor: { is: 'at least', value: 3 },
      },
      {
        ...row('64 in flight, p99 against insertOne', newid.many.p99s, `${ms(newid.many)} ms`),
        floor: { is: 'under', value: 1 },
      },
      row('Emmett alone, against insertOne', others.alone.ratios, against(others.alone, 'alone')),
      row('Emmett 64 in flight, against insertOne', others.many.ratios, against(others.many, 'many')),
    ];
  });

const ms = ({ loops }: Taken): string => median(loops.map(p99)).toFixed(1);
