// npm test: every suite by tier, then one line with the sum. Paths given choose the files whose path contains one. --full:
// faults as long as they may be, and those that only run at length.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { cpus, freemem, tmpdir } from 'node:os';
import { delimiter, join, relative, sep } from 'node:path';
import { howToGet as howToGetKafka, missing as missingForKafka } from '../infra/local-servers/kafka.mjs';
import { findSchemathesis, howToGet as howToGetSchemathesis } from './find-schemathesis.mjs';
import { gatherSpecs } from './gathered-specs.mjs';
import { buildIfNeeded, installIfNeeded, root } from './prepare.mjs';

const everythingIsRequired = process.env.NEWID_REQUIRE_ALL === '1';

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a browser, or undefined. */
function findChromium() {
  const inPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)));
  const usual = [
    '/usr/bin/chromium',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const named = process.env.NEWID_CHROMIUM;
  return (named ? [named] : [...usual, ...inPath]).find(isExecutable);
}

const bothServers = {
  tool: 'a MongoDB and a Kafka',
  find: () => (missingForBoth().length === 0 ? 'local' : undefined),
  howToGet: `${howToGetKafka} python3-pip`,
};

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

const besideServers = { together: 'libraries', lane: 'beside servers' };
const besideFaults = { together: 'faults', lane: 'beside faults' };

/**
 * In the order they run: what fails fastest first. A file belongs to the first tier that claims it; the last claims
 * what is left, so that no spec is forgotten. `oneAtATime` is for suites of which two would wait for each other. `together`:
 * neighbours of one name run side by side, since each leaves a processor idle and none minds the other; those that stand in
 * one `lane` follow each other there. `longUnder`: where minutes of faults and real servers stand, which .ci/run always
 * goes through and a plain npm test leaves to it. `isGathered`: tools/gathered-specs.mjs. `isOnDisk`: what a disk does is
 * part of what is tested.
 */
const tiers = [
  {
    name: 'browser',
    runsLast: true,
    claims: (path) => path.startsWith('tests/browser/'),
    needs: {
      tool: 'Chromium',
      find: findChromium,
      variable: 'NEWID_CHROMIUM',
      howToGet: 'on Debian: apt-get install chromium; elsewhere set NEWID_CHROMIUM to the path of a Chromium or Chrome',
    },
  },
  {
    name: 'replays',
    longUnder: 'tests/acceptance/replays',
    runsLast: true,
    claims: (path) => path === 'tests/acceptance/replays.spec.ts',
    together: 'whole rounds',
  },
  {
    name: 'acceptance',
    runsLast: true,
    claims: (path) => path.startsWith('tests/acceptance/') && !path.endsWith('/first-start.spec.ts'),
    together: 'whole rounds',
  },
  {
    name: 'distributed',
    runsLast: true,
    claims: (path) => path === 'tests/distributed/whole-method.spec.ts',
    // Each file has a MongoDB, a Kafka and every service of its own.
    oneAtATime: true,
    together: 'whole rounds',
    needs: bothServers,
  },
  {
    name: 'distributed at length',
    longUnder: 'tests/distributed',
    runsLast: true,
    claims: (path) => path.startsWith('tests/distributed/') && !path.endsWith('/whole-method.spec.ts'),
    oneAtATime: true,
    together: 'requests and moves',
    needs: bothServers,
  },
  {
    name: 'schemathesis',
    longUnder: 'tests/security/schemathesis',
    runsLast: true,
    claims: (path) => path.startsWith('tests/security/schemathesis.'),
    together: 'requests and moves',
    needs: {
      tool: 'Schemathesis',
      find: findSchemathesis,
      variable: 'TESTED_SCHEMATHESIS',
      howToGet: howToGetSchemathesis,
    },
  },
  {
    name: 'kafka',
    longUnder: 'libs/messaging/kafka',
    runsLast: true,
    claims: (path) => path.startsWith('libs/messaging/kafka/') && path.endsWith('.contract.spec.ts'),
    // Each file has a broker of its own: two at a time wait for each other's processor, and then for their sessions.
    oneAtATime: true,
    ...besideFaults,
    needs: {
      tool: 'Java 17 and Maven',
      find: () => (missingForKafka() === undefined ? 'local' : undefined),
      variable: 'TESTED_KAFKA',
      howToGet: howToGetKafka,
    },
  },
  {
    name: 'resilience',
    longUnder: 'tests/resilience tests/security',
    runsLast: true,
    claims: (path) => /^tests\/(resilience\/(?!faults)|security\/(attacks|ballots-attacker)\.)/.test(path),
    oneAtATime: true,
    ...besideFaults,
  },
  {
    name: 'first start',
    longUnder: 'tests/acceptance/first-start',
    runsLast: true,
    claims: (path) => path === 'tests/acceptance/first-start.spec.ts',
    // After them: it builds, while the suites of Kafka wait for their sessions.
    together: 'faults',
    lane: 'faults',
  },
  {
    name: 'faults',
    longUnder: 'tests/resilience/faults',
    runsLast: true,
    claims: (path) => path === 'tests/resilience/faults.spec.ts',
    isOnDisk: true,
    // While it waits for a fault to last, others have the processor.
    together: 'faults',
  },
  { name: 'performance', isBench: true, claims: (path) => path.startsWith('tests/performance/') },
  // Each file may start a MongoDB or a Kafka of its own, and waits for it.
  {
    name: 'servers',
    longUnder: '/mongo/',
    claims: (path) => /^libs\/([^/]+\/)?(mongo|kafka|distributed)\//.test(path),
    isOnDisk: true,
    together: 'libraries',
  },
  { name: 'unit', claims: (path) => path.endsWith('.unit.spec.ts'), ...besideServers },
  { name: 'contract', claims: (path) => path.endsWith('.contract.spec.ts'), ...besideServers },
  { name: 'api', claims: (path) => path.endsWith('.api.spec.ts'), isGathered: true },
  { name: 'page', claims: (path) => path.endsWith('.page.spec.ts'), isGathered: true },
  { name: 'house', claims: () => true },
];
const inRunningOrder = [...tiers.filter((tier) => !tier.runsLast), ...tiers.filter((tier) => tier.runsLast).reverse()];

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
  const gatheredIn = join(root, 'test-output', `gathered-${String(process.pid)}`);
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
        ...(tier.isGathered && wanted.length === 0 ? gatherSpecs(files, gatheredIn) : files),
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
const { missing: missingForBoth } = await import('../infra/local-servers/both.mjs');

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
  const files = specs.filter((path) => tiers.find(({ claims }) => claims(path)) === tier);
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
for (const line of leftToCi) console.log(`Left to .ci/run  ${line}`);
for (const line of notRun) console.log(`${everythingIsRequired ? 'FAILED' : 'Not run'}  ${line}`);
if (total.skipped > 0) {
  console.log(`${total.skipped} tests are marked as skipped.${everythingIsRequired ? ' Here that is a failure.' : ''}`);
  if (everythingIsRequired) total.failed += total.skipped;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
