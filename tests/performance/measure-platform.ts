import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

import { rootFolderOf } from '#web/source-folder.js';

import type { Row } from './rows.js';
import type { Sizes } from './sizes.js';

interface Usage {
  readonly residentBytes: number;
  /** Microseconds of processor time, of its own and of the system for it. */
  readonly cpu: number;
}

const root = rootFolderOf(import.meta.url);

/** Loaded before the platform: answers how much it uses, when asked. */
const usageWhenAsked = `data:text/javascript,${encodeURIComponent(`
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send({ residentBytes: process.memoryUsage.rss(), cpu: user + system });
  });
  process.channel?.unref();
`)}`;

function spawnPlatform(folder: string): ChildProcess {
  return spawn(
    process.execPath,
    ['--import', usageWhenAsked, pathToFileURL(join(root, 'dist/bundled/platform.js')).pathname],
    {
      env: { PATH: process.env['PATH'], NEWID_DATA: folder, NEWID_PORT: '0', NEWID_LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
}

/** Resolves with the time to its first page. */
async function started(platform: ChildProcess): Promise<number> {
  const since = performance.now();
  const address = await new Promise<string>((open, failed) => {
    let said = '';
    platform.stdout?.setEncoding('utf8').on('data', (part: string) => {
      said += part;
      const found = /open at (http:\S+) /.exec(said)?.[1];
      if (found !== undefined) open(found);
    });
    platform.once('exit', (code) => {
      failed(new Error(`The platform ended with ${String(code)}:\n${said}`));
    });
  });
  const page = await fetch(address);
  await page.text();
  if (page.status !== 200) throw new Error(`The first page answered ${String(page.status)}`);
  return performance.now() - since;
}

async function stopped(platform: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => platform.once('exit', resolve));
  platform.kill('SIGTERM');
  await ended;
}

const usageOf = (platform: ChildProcess): Promise<Usage> =>
  new Promise((resolve) => {
    platform.once('message', (usage) => {
      resolve(usage as Usage);
    });
    platform.send('usage');
  });

export async function measurePlatform({ starts, idleMs }: Sizes, folder: string): Promise<readonly Row[]> {
  const within = join(folder, 'platform');
  mkdirSync(within, { recursive: true });
  // A first start makes the sample; what is measured is every start after it.
  const first = spawnPlatform(within);
  await started(first);
  await stopped(first);
  const seconds: number[] = [];
  const mebibytes: number[] = [];
  const percent: number[] = [];
  for (let round = 0; round < starts; round += 1) {
    const platform = spawnPlatform(within);
    seconds.push((await started(platform)) / 1_000);
    // What the start leaves to be done is done; then nobody asks for anything.
    await pause(Math.min(3_000, idleMs));
    const before = await usageOf(platform);
    const since = performance.now();
    await pause(idleMs);
    const after = await usageOf(platform);
    percent.push((after.cpu - before.cpu) / (performance.now() - since) / 10);
    mebibytes.push(after.residentBytes / 1024 / 1024);
    await stopped(platform);
  }
  const beside = 'every service in one process, the sample in its data folder';
  return [
    {
      name: 'platform, cold start to the first page',
      unit: 's',
      runs: seconds,
      floor: { is: 'under', value: 2 },
      beside,
    },
    {
      name: 'platform idle, memory resident',
      unit: 'MB',
      runs: mebibytes,
      floor: { is: 'under', value: 180 },
      beside,
    },
    {
      name: 'platform idle, processor',
      unit: '% of a core',
      runs: percent,
      floor: { is: 'under', value: 1 },
      beside: `over ${String(idleMs / 1_000)} s`,
    },
  ];
}
