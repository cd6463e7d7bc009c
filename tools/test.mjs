// npm test: every suite by tier, then one line with the sum. Paths given choose the files whose path contains one. --full:
// faults as long as they may be, and those that only run at length.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { cpus, freemem, setPriority, tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { gatherSpecs } from './gathered-specs.mjs';
import { buildIfNeeded, installIfNeeded, root } from './prepare.mjs';

const everythingIsRequired = process.env.NEWID_REQUIRE_ALL === '1';

/** As `nice` counts: a third of what others get, while they want all. */
const lowerPriority = 5;

const memory = '/dev/shm';
const memoryNeeded = 8 * 1024 ** 3;

/**
 * Where files of tests lie: in memory where there is plenty of it. Every service that a test starts waits for a disk some
 * fifty times, and two tiers at once wait for each other's.
 */
function folderForFiles(tier) {
  if (tier.isOnDisk || isFull || !existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return Math.min(bavail * bsize, freemem()) > memoryNeeded ? memory : tmpdir();
}

function* specsUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') yield* specsUnder(path);
    else if (entry.name.endsWith('.spec.ts')) yield relative(root, path).split(sep).join('/');
  }
}

async function runTier(tier, files, environment) {
  const filesIn = folderForFiles(tier);
  const folder = mkdtempSync(join(filesIn, 'newid-test-'));
  const report = join(folder, 'report.json');
  const gatheredIn = join(root, 'test-output', `gathered-${String(process.pid)}-${tier.name}`);
  try {
    const jest = spawn(
      process.execPath,
      [
        join(root, 'node_modules/jest/bin/jest.js'),
        '--json',
        `--outputFile=${report}`,
        tier.oneAtATime ? '--runInBand' : `--maxWorkers=${Math.max(2, Math.min(4, cpus().length))}`,
        // A worker that has run so much begins anew: what Jest keeps of modules made every later file slower.
        '--workerIdleMemoryLimit=900MB',
        '--runTestsByPath',
        ...(tier.inOneFile && wanted.length === 0 ? gatherSpecs(files, tier.inOneFile, gatheredIn) : files),
      ],
      {
        cwd: root,
        // The report goes to the file; jest's own account of it goes to stderr and is shown.
        stdio: ['inherit', 'ignore', 'inherit'],
        env: {
          ...process.env,
          ...environment,
          ...(filesIn === tmpdir() ? {} : { TMPDIR: folder }),
          ...(isFull ? { TESTED_IN_FULL: '1', STAND_STILL_MS: '30000' } : {}),
          NODE_OPTIONS:
            `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`.trim(),
        },
      },
    );
    if (tier.givesWay) setPriority(jest.pid, lowerPriority);
    const [code] = await once(jest, 'exit');
    if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
    const outcome = JSON.parse(readFileSync(report, 'utf8'));
    // A suite that could not even be loaded has no tests to count, but it has failed.
    const failed = outcome.numFailedTests + outcome.numRuntimeErrorTestSuites;
    return {
      passed: outcome.numPassedTests,
      failed: failed === 0 && code !== 0 ? 1 : failed,
      skipped: outcome.numPendingTests + outcome.numTodoTests,
    };
  } finally {
    for (const made of [folder, gatheredIn]) rmSync(made, { recursive: true, force: true });
  }
}

installIfNeeded();
buildIfNeeded();
// It needs packages.
const { inRunningOrder, tierOf } = await import('./tiers.mjs');

const isFull = process.argv.includes('--full');
const wanted = process.argv
  .slice(2)
  .filter((each) => each !== '--full')
  .map((path) => path.replace(/^\.\//, ''));
const specs = ['apps', 'libs', 'tests', 'tools', 'infra']
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) => [...specsUnder(join(root, folder))])
  .filter((path) => wanted.length === 0 || wanted.some((part) => path.includes(part)))
  // An hour of kills at random moments.
  .filter((path) => isFull || !path.includes('/at-length/'))
  .sort();

const total = { passed: 0, failed: 0, skipped: 0 };
const notRun = [];
const leftToCi = [];

/** Those that are run: the tier, its files, and what its tool sets. */
const runs = [];
for (const tier of inRunningOrder) {
  const files = specs.filter((path) => tierOf(path) === tier);
  // Measuring is for npm run bench; a file named outright is run all the same.
  if (files.length === 0 || (tier.isBench && wanted.length === 0)) continue;

  if (tier.longUnder !== undefined && wanted.length === 0 && !everythingIsRequired) {
    leftToCi.push(
      `${tier.name}: ${files.length} files (npm test -- ${tier.longUnder}, or all with NEWID_REQUIRE_ALL=1)`,
    );
    continue;
  }

  const tool = tier.needs?.find();
  if (tier.needs && tool === undefined) {
    notRun.push(`${tier.name}: ${files.length} files need ${tier.needs.tool}, not found (${tier.needs.howToGet})`);
    if (everythingIsRequired) total.failed += files.length;
    continue;
  }
  const run = { tier, files, environment: tier.needs?.variable ? { [tier.needs.variable]: tool } : {} };
  const before = runs.at(-1);
  if (tier.together !== undefined && before?.[0].tier.together === tier.together) before.push(run);
  else runs.push([run]);
}

async function runAndCount({ tier, files, environment }) {
  console.log(`\n== ${tier.name} (${files.length} files)`);
  const started = performance.now();
  const outcome = await runTier(tier, files, environment);
  for (const key of Object.keys(total)) total[key] += outcome[key];
  console.log(`   ${tier.name} took ${Math.round((performance.now() - started) / 1000)} s`);
}

function sayWhatIsLeft() {
  for (const line of leftToCi) console.log(`Left to .ci/run  ${line}`);
  for (const line of notRun) console.log(`${everythingIsRequired ? 'FAILED' : 'Not run'}  ${line}`);
}

// Before what takes long, so that what is missing can be got first; and again at the end, where it is looked for.
sayWhatIsLeft();
for (const together of runs) {
  const laneOf = ({ tier }) => tier.lane ?? tier.name;
  await Promise.all(
    [...new Set(together.map(laneOf))].map(async (lane) => {
      for (const run of together.filter((each) => laneOf(each) === lane)) await runAndCount(run);
    }),
  );
}

console.log('');
if (specs.length === 0) {
  console.log(wanted.length === 0 ? 'There are no tests.' : `No test file has ${wanted.join(' or ')} in its path.`);
  total.failed += 1;
}
sayWhatIsLeft();
if (total.skipped > 0) {
  console.log(`${total.skipped} tests are marked as skipped.${everythingIsRequired ? ' Here that is a failure.' : ''}`);
  if (everythingIsRequired) total.failed += total.skipped;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
