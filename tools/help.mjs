// npm run help: every script with a line on what it is for.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

const purposes = {
  start: 'install if needed, build if needed, and start Newid on 127.0.0.1:3000 (-- --empty: without the sample)',
  'start:production': 'start what is built, as a real installation: no sample sign-in, no unset secrets',
  build: 'compile apps and libs into dist, and the style sheet',
  test: 'build, then every suite by tier; paths after -- choose (npm test -- apps/panel-review)',
  'test:distributed': 'only what needs a real MongoDB and a real Kafka: the adapters, and separate processes',
  'test:resilience': 'only the faults it survives (-- --full: at length, with 200 kills at random moments: an hour)',
  'test:privacy': 'words planted in every personal text: in no file, log or metric, and gone when they are erased',
  'test:security':
    'who may use what, attacks on the running platform, secret ballots, packages of others (-- --full: 200 secret rounds)',
  'test:schemathesis':
    'the API against its own OpenAPI document, as one person of each role (-- --full: 500 examples an operation); needs Python',
  sbom: 'what a running Newid is made of, as CycloneDX, and the licences of it: docs/security.md',
  advisories: 'what is known against the packages of the lock file, where the registry answers npm audit',
  bench: 'speed and memory, held against floors: docs/performance.md (-- --quick: small sizes)',
  check: 'what CI runs before the tests: format, lint, types, unused code, the build',
  lint: 'ESLint over the sources',
  format: 'rewrite files in the house format',
  'format:check': 'say which files are not in the house format',
  types: 'the compiler over everything, tests and tools included',
  unused: 'files, exports and dependencies nobody uses',
  architecture: 'the rules of the house, each with a planted violation',
  'demo:period': 'play a whole period with four levels through the API, say who did what, and stay open to look at',
  servers: 'a real MongoDB and a real Kafka on this machine, until Ctrl+C; prints their addresses',
  'start:services': 'every service as its own process over both, with the sample (-- --keep FOLDER, --port 3001)',
  where: 'the files behind a use case, an address, an event or a sentence on the screen',
  'new:use-case': 'write a slice with a failing test: -- SERVICE VERB-NOUN [--page] [--api]',
  help: 'this list',
};

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const undescribed = Object.keys(scripts).filter((name) => !(name in purposes));
const gone = Object.keys(purposes).filter((name) => !(name in scripts));

const width = Math.max(...Object.keys(scripts).map((name) => name.length));
for (const name of Object.keys(purposes)) {
  if (name in scripts) console.log(`  npm run ${name.padEnd(width)}  ${purposes[name]}`);
}
console.log('\nnpm start and npm test work without "run". Arguments for a script go after --.');

if (undescribed.length + gone.length > 0) {
  console.error(`tools/help.mjs and package.json disagree about: ${[...undescribed, ...gone].join(', ')}`);
  process.exitCode = 1;
}
