import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { rootFolderOf } from '#web/source-folder.js';

import {
  because,
  distributedMeasures,
  isDistributed,
  measureDistributed,
  type DistributedName,
} from './distributed/distributed-measures.js';
import { importBare } from './import-bare.js';
import { importByNewid, type ImportMeasured } from './import-newid.js';
import { measureAppend } from './measure-append.js';
import { measureImport } from './measure-import.js';
import { measureMeasures } from './measure-measures.js';
import { measureMeetings } from './measure-meetings.js';
import { measurePlatform } from './measure-platform.js';
import { measureRebuild } from './measure-rebuild.js';
import { measureTrust } from './measure-trust.js';
import { summaryOf, tableOf, type Row, type Summary } from './rows.js';
import { fullSizes, quickSizes } from './sizes.js';

// npm run bench: each measure in a process of its own, so that none warms up or fills the memory of another.

const results = join(rootFolderOf(import.meta.url), 'bench-results');
const isQuick = process.argv.includes('--quick');
const sizes = isQuick ? quickSizes : fullSizes;

const measures = {
  append: measureAppend,
  import: (of, folder) => measureImport(of, folder, (...given) => inChild<ImportMeasured>('one-import', ...given)),
  rebuild: measureRebuild,
  platform: measurePlatform,
  measures: measureMeasures,
  meetings: measureMeetings,
  trust: measureTrust,
} as const satisfies Record<string, (of: typeof sizes, folder: string) => Promise<readonly Row[]>>;

type EmbeddedName = keyof typeof measures;
type Name = EmbeddedName | DistributedName;

const isEmbedded = (name: string): name is EmbeddedName => name in measures;
const isMeasure = (name: string): name is Name => isEmbedded(name) || isDistributed(name);

const embedded = Object.keys(measures).filter(isEmbedded);
const distributed = Object.keys(distributedMeasures).filter(isDistributed);

/** A name, or that of a group; none: all that this machine can run. */
function measuresNamed(names: readonly string[]): readonly Name[] {
  const groups: Readonly<Record<string, readonly Name[]>> = { embedded, distributed };
  const given = names.length > 0 ? names : because === undefined ? ['embedded', 'distributed'] : ['embedded'];
  if (names.length === 0 && because !== undefined) process.stderr.write(`Without the distributed rows: ${because}\n`);
  const chosen: readonly string[] = given.flatMap((name): readonly string[] => groups[name] ?? [name]);
  const unknown = chosen.filter((name) => !isMeasure(name));
  const known = ['embedded', 'distributed', ...embedded, ...distributed].join(', ');
  if (unknown.length > 0) throw new Error(`There is ${known}, not ${unknown.join(', ')}`);
  if (because !== undefined && chosen.some(isDistributed)) throw new Error(because);
  return chosen.filter(isMeasure);
}

/**
 * With a small heap before anything else is loaded: loading alone lets the space for young objects grow to its most. Not
 * where a reference runs in the same process, which would be slowed by it.
 */
const asThePlatformBegins = ['--import', import.meta.resolve('./as-the-platform-begins.js')];

/** Runs this file again in a process of its own and resolves with what it found. */
function inChild<Found>(...given: readonly (string | number)[]): Promise<Found> {
  const options = isQuick ? ['--quick'] : [];
  return new Promise((resolve, reject) => {
    const execArgv = given[0] === 'one-import' && given[1] === 'newid' ? asThePlatformBegins : [];
    const child = fork(fileURLToPath(import.meta.url), [...given.map(String), ...options], { execArgv });
    child.once('message', (found) => {
      resolve(found as Found);
    });
    child.once('exit', (code) => {
      reject(new Error(`${given.join(' ')} ended with ${String(code)}`));
    });
  });
}

/** On the same disk as the house: a folder for temporary files may lie in memory, where nothing waits for a disk. */
async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  mkdirSync(results, { recursive: true });
  const folder = mkdtempSync(join(results, 'work-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(rows: readonly Summary[]): void {
  const measured = {
    at: new Date().toISOString(),
    isQuick,
    machine: { node: process.version, processors: cpus().length, model: cpus()[0]?.model, memoryBytes: totalmem() },
    load: loadavg(),
    rows,
  };
  const file = join(results, `${measured.at.replaceAll(':', '-')}.json`);
  writeFileSync(file, `${JSON.stringify(measured, undefined, 2)}\n`);
  console.log(tableOf(rows));
  if (isQuick) console.log('\nQuick sizes show that the bench works. Their figures say nothing about speed.');
  console.log(`\nWritten to ${file}`);
}

async function bench(names: readonly Name[]): Promise<void> {
  const rows: Summary[] = [];
  for (const name of names) {
    process.stderr.write(`Measuring ${name} ...\n`);
    // What took minutes to measure is not lost because the next could not be.
    try {
      rows.push(...(await inChild<readonly Row[]>('measure', name)).map(summaryOf));
    } catch (error) {
      process.stderr.write(`${name} could not be measured: ${String(error)}\n`);
      process.exitCode = 1;
    }
  }
  report(rows);
  if (!isQuick && rows.some(({ isMet }) => isMet === false)) process.exitCode = 1;
}

const [role = '', ...given] = process.argv.slice(2).filter((part) => !part.startsWith('--'));
if (role === 'measure' && isMeasure(given[0] ?? '')) {
  const name = given[0] as Name;
  process.send?.(
    await inFolder(async (folder) =>
      isDistributed(name) ? measureDistributed(name, isQuick, folder) : measures[name](sizes, folder),
    ),
  );
} else if (role === 'one-import') {
  const [how, file = '', stories, folder = ''] = given;
  process.send?.(await (how === 'bare' ? importBare : importByNewid)(file, Number(stories), folder));
} else {
  await bench(measuresNamed([role, ...given].filter((name) => name !== '')));
}
