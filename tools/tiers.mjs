// Which suites there are, which files belong to each, and what each needs. npm test runs them (test.mjs).
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { missing as missingForBoth } from '../infra/local-servers/both.mjs';
import { howToGet as howToGetKafka, missing as missingForKafka } from '../infra/local-servers/kafka.mjs';
import { findSchemathesis, howToGet as howToGetSchemathesis } from './find-schemathesis.mjs';

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

const besideServers = { together: 'specs', lane: 'beside servers' };

/**
 * A file belongs to the first tier that claims it; the last claims what is left, so that no spec is forgotten. They run in
 * this order, but for what `runsLast`: that follows, the last of it first. `oneAtATime` is for suites of which two would
 * wait for each other. `together`: neighbours of one name run side by side, since each leaves a processor idle and none
 * minds the other; those that stand in one `lane` follow each other there. `givesWay`: it has what the others of its name
 * leave of the processors. `longUnder`: where minutes of faults and real servers stand, which .ci/run always goes through
 * and a plain npm test leaves to it. `inOneFile`: so many of a service or library, tools/gathered-specs.mjs. `isOnDisk`:
 * what a disk does is part of what is tested.
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
    name: 'first start',
    longUnder: 'tests/acceptance/first-start',
    runsLast: true,
    claims: (path) => path === 'tests/acceptance/first-start.spec.ts',
    together: 'faults',
    lane: 'kafka',
    givesWay: true,
  },
  {
    name: 'kafka',
    longUnder: 'libs/messaging/kafka',
    runsLast: true,
    claims: (path) => path.startsWith('libs/messaging/kafka/') && path.endsWith('.contract.spec.ts'),
    // Each file has a broker of its own: two at a time wait for each other's processor, and then for their sessions.
    oneAtATime: true,
    together: 'faults',
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
    together: 'faults',
    givesWay: true,
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
    together: 'specs',
    lane: 'servers',
  },
  { name: 'unit', claims: (path) => path.endsWith('.unit.spec.ts'), inOneFile: 12, ...besideServers },
  { name: 'contract', claims: (path) => path.endsWith('.contract.spec.ts'), ...besideServers },
  { name: 'api', claims: (path) => path.endsWith('.api.spec.ts'), inOneFile: 8, ...besideServers },
  { name: 'page', claims: (path) => path.endsWith('.page.spec.ts'), inOneFile: 8, ...besideServers },
  { name: 'house', claims: () => true, together: 'specs', lane: 'servers' },
];
export const inRunningOrder = [
  ...tiers.filter((tier) => !tier.runsLast),
  ...tiers.filter((tier) => tier.runsLast).reverse(),
];

export const tierOf = (path) => tiers.find(({ claims }) => claims(path));
