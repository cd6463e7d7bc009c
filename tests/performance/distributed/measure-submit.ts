import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { median, rate, type Row } from '../rows.js';
import { closedLoop, p99 } from './closed-loop.js';
import type { DistributedSizes } from './distributed-sizes.js';
import { withServers } from './real-servers.js';
import { connections, tell, withServices } from './running-services.js';

async function withBareEndpoint<Result>(url: string, work: (stories: URL) => Promise<Result>): Promise<Result> {
  const child = fork(fileURLToPath(new URL('bare-endpoint.js', import.meta.url)), [url]);
  try {
    const [address] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('The bare endpoint ended'))),
    ])) as [string];
    return await work(new URL('/stories', address));
  } finally {
    child.kill();
  }
}

interface Submitted {
  readonly ratios: readonly number[];
  /** The p99 of each round against that of the reference. */
  readonly slowest: readonly number[];
  readonly beside: string;
}

/** In turns; `settled` resolves when nothing is left to do that would slow the next round of the reference. */
async function inTurns(
  { rounds, requests }: DistributedSizes,
  { bare, stories }: { readonly bare: URL; readonly stories: URL },
  settled: (told: number) => Promise<void>,
): Promise<Submitted> {
  const ratios: number[] = [];
  const slowest: number[] = [];
  const told = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const reference = await closedLoop(requests, connections, () => tell(bare));
    const ours = await closedLoop(requests, connections, () => tell(stories));
    await settled((round + 1) * requests);
    if (round === 0) continue;
    ratios.push(reference.milliseconds / ours.milliseconds);
    slowest.push(p99(ours) / p99(reference));
    told.ours.push(rate(requests, ours.milliseconds));
    told.bare.push(rate(requests, reference.milliseconds));
  }
  return { ratios, slowest, beside: `${String(median(told.ours))}/s against ${String(median(told.bare))}/s` };
}

/** Both through the same client, over the same number of connections, on the same MongoDB. */
export const measureSubmit = (sizes: DistributedSizes, folder: string): Promise<readonly Row[]> =>
  withServers(folder, ({ mongo, kafka: { brokers } }) =>
    withServices(folder, { mongo: mongo.url, brokers }, (services) =>
      withBareEndpoint(mongo.url, async (bare) => {
        const { stories } = services;
        const all = await inTurns(sizes, { bare, stories }, (told) => services.hasCounted(told));
        // Panels and reports hear of nothing any more: what is left is what the service itself takes.
        await services.endOthers();
        const alone = await inTurns(sizes, { bare, stories }, () => services.isLevel());
        const name = 'submit story over HTTP, 32 connections';
        return [
          {
            name: `${name}, against a bare endpoint`,
            unit: 'ratio',
            runs: all.ratios,
            floor: { is: 'at least', value: 1.2 },
            beside: `all five services; ${all.beside}`,
          },
          {
            name: `${name}, p99 against a bare endpoint`,
            unit: 'ratio',
            runs: all.slowest,
            floor: { is: 'at most', value: 1 },
            beside: 'all five services',
          },
          {
            name: `${name}, story-submission alone`,
            unit: 'ratio',
            runs: alone.ratios,
            beside: `its relay, views and outbox with it; ${alone.beside}`,
          },
          { name: `${name}, story-submission alone, p99`, unit: 'ratio', runs: alone.slowest, beside: '' },
        ];
      }),
    ),
  );
