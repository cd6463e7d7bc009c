import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { serviceNames, startServices } from '../../../infra/local-servers/services.mjs';

import { sentences, Sequence } from '../generated-stories.js';
import { loadSample } from '../../../apps/platform/src/sample/load-sample.js';
import { bareClient } from './real-servers.js';

const programme = 'dweud-y-newid-2026';
/** The period of the sample in which nothing was told before. */
const period = '2026-Q4';
const caughtUpWithinMs = 300_000;

export const connections = 32;
const agent = new Agent({ keepAlive: true, maxSockets: connections });

const sequence = new Sequence(2026);

/** 120 words of nobody, others each time: stories that are alike would be compared, which no real ones are. */
export const newStory = (): string =>
  JSON.stringify({
    period,
    language: 'en',
    title: sentences(sequence, 5),
    narrative: sentences(sequence, 120),
    whySignificant: sentences(sequence, 10),
    audiences: { panel: { named: false }, organisation: { named: false } },
    wordingVersion: 1,
    consentLanguage: 'en',
  });

/** Sends a story over one of the kept connections. */
export const tell = (url: URL): Promise<void> =>
  new Promise((resolve, reject) => {
    const story = newStory();
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(story),
      accept: 'application/json',
      'idempotency-key': randomUUID(),
    };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => {
        if (response.statusCode === 201) resolve();
        else reject(new Error(`${url.pathname} answered ${String(response.statusCode)}: ${text}`));
      });
    });
    sent.on('error', reject);
    sent.end(story);
  });

const toldBefore = 1;

/** That its period is open it hears as everything else: a little later. */
async function untilToldOnce(stories: URL): Promise<void> {
  const until = performance.now() + caughtUpWithinMs;
  for (let isTold = false; !isTold;) {
    isTold = await tell(stories).then(
      () => true,
      (refused: unknown) => {
        if (performance.now() > until) throw refused;
        return false;
      },
    );
  }
}

export const letGoOfConnections = (): void => {
  agent.destroy();
};

export interface Services {
  readonly stories: URL;
  /** Resolves when impact-reporting has counted so many of those told since; none are while there are too few to be named. */
  hasCounted(count: number): Promise<void>;
  /** Ends all but story-submission. */
  endOthers(): Promise<void>;
  /** Resolves when the views of story-submission have what was told. */
  isLevel(): Promise<void>;
}

/** Asked again all the same after so long: news may be of something else. */
const withoutNewsMs = 100;

/**
 * Hears from MongoDB when impact-reporting wrote down what it counts. A report that is asked for again and again until it
 * counts a story takes, each time, 5 ms of the processor of the very service that is waited for.
 */
async function withNews<Result>(url: string, work: (next: () => Promise<void>) => Promise<Result>): Promise<Result> {
  const client = bareClient(url);
  const written = client
    .db('newid-impact-reporting')
    .watch([{ $match: { 'ns.coll': { $regex: '^story-ledger@' } } }, { $project: { _id: 1 } }]);
  let news = new AbortController();
  written.on('change', () => {
    news.abort();
  });
  written.on('error', () => undefined);
  try {
    return await work(async () => {
      await setTimeout(withoutNewsMs, undefined, { signal: news.signal }).catch(() => undefined);
      news = new AbortController();
    });
  } finally {
    await written.close();
    await client.close();
  }
}

/** Every service as a process of its own, the sample loaded. */
export async function withServices<Result>(
  folder: string,
  { mongo, brokers }: { readonly mongo: string; readonly brokers: readonly string[] },
  work: (services: Services) => Promise<Result>,
): Promise<Result> {
  const services = await startServices({
    ...{ mongo, brokers, folder: join(folder, 'newid') },
    environment: { NEWID_LOG_LEVEL: 'error', NEWID_RATE_LIMITS: 'off' },
  });
  const one = (name: 'story-submission' | 'impact-reporting'): string => services.addressesOf(name)[0] ?? '';
  try {
    if (services.setUpLink === undefined) throw new Error('These servers hold an installation already');
    await loadSample(services.address, services.setUpLink, () => undefined);
    const headers = { authorization: `Bearer ${await tokenOf('E1', services.address)}`, accept: 'application/json' };
    const report = `${one('impact-reporting')}/api/v1/programmes/${programme}/periods/${period}/report`;
    const counted = async (): Promise<number> => {
      const response = await fetch(report, { headers });
      // Of a period of which it has heard nothing there is no report.
      if (response.status === 404) return 0;
      if (!response.ok) throw new Error(`The report answered ${String(response.status)}`);
      const { counts } = (await response.json()) as { readonly counts: { readonly told: number | null } };
      return counts.told ?? 0;
    };
    const stories = new URL(`${one('story-submission')}/api/v1/programmes/${programme}/stories`);
    await untilToldOnce(stories);
    return await withNews(mongo, (next) =>
      work({
        stories,
        hasCounted: async (count) => {
          const until = performance.now() + caughtUpWithinMs;
          do {
            await next();
            if (performance.now() > until) throw new Error(`Impact-reporting did not count ${String(count)} stories`);
          } while ((await counted()) < toldBefore + count);
        },
        endOthers: async () => {
          const others = serviceNames.filter((name) => name !== 'story-submission');
          await Promise.all(others.flatMap((name) => services.processesOf(name).map((each) => each.end())));
        },
        isLevel: async () => {
          const list = `${one('story-submission')}/api/v1/programmes/${programme}`;
          const response = await fetch(new URL(`/api/v1/stories?programme=${programme}&limit=1`, list), { headers });
          if (!response.ok) throw new Error(`The list of stories answered ${String(response.status)}`);
        },
      }),
    );
  } finally {
    letGoOfConnections();
    await services.stop();
  }
}

async function tokenOf(person: string, address: string): Promise<string> {
  const response = await fetch(`${address}/api/v1/sample-sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ person }),
  });
  const { token } = (await response.json()) as { readonly token: string };
  return token;
}
