// npm run test:schemathesis: asks the running platform what its own OpenAPI document allows, and what it does not, as one
// person of each role. No answer may be a fault of ours, of an undocumented kind or of another shape than it is said to be.
// -- --examples N: for an operation (5; the full run: 500), --as E1,F1: only these people, --seed N.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfNeeded, installIfNeeded, mainFile } from './prepare.mjs';

const pinned = '4.32.5';
const { values } = parseArgs({
  options: {
    examples: { type: 'string', default: '5' },
    as: { type: 'string', default: 'A1,E1,F1,M01,C1' },
    seed: { type: 'string', default: '1' },
  },
});

/** Outside of the repository, one folder a version. Undefined: it cannot be had here. */
function findSchemathesis() {
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'newid', `schemathesis-${pinned}`);
  const bin = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  const program = join(bin, 'schemathesis');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const steps = [
    ['python3', ['-m', 'venv', folder]],
    [join(bin, 'pip'), ['install', '--quiet', '--disable-pip-version-check', `schemathesis==${pinned}`]],
  ];
  for (const [command, args] of steps) {
    if (spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) {
      rmSync(folder, { recursive: true, force: true });
      return undefined;
    }
  }
  return program;
}

const program = findSchemathesis();
if (program === undefined) {
  console.log(
    `Not run: Schemathesis ${pinned} needs Python 3.10 or later with venv, and a package registry that has it.`,
  );
  process.exit(process.env.NEWID_REQUIRE_ALL === '1' ? 1 : 0);
}
installIfNeeded();
buildIfNeeded();

const folder = mkdtempSync(join(tmpdir(), 'newid-schemathesis-'));
const newid = spawn(process.execPath, [mainFile], {
  env: {
    ...{ PATH: process.env.PATH, NEWID_DATA: join(folder, 'data'), NEWID_PORT: '0' },
    ...{ NEWID_RATE_LIMITS: 'off', NEWID_LOG_LEVEL: 'error' },
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const address = await new Promise((open, failed) => {
  let said = '';
  newid.stdout.on('data', (part) => {
    said += part.toString('utf8');
    const found = /open at (http:\S+)\/en /.exec(said)?.[1];
    if (found !== undefined) open(found);
  });
  newid.on('exit', () => failed(new Error(`Newid ended:\n${said}`)));
});

async function sessionOf(person) {
  const answer = await fetch(`${address}/api/v1/sample-sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ person }),
  });
  return (await answer.json()).token;
}

const described = join(folder, 'openapi.json');
writeFileSync(described, await (await fetch(`${address}/api/v1/openapi.json`)).text());
let failed = 0;
for (const person of values.as.split(',')) {
  console.log(`\n== as ${person}`);
  const run = spawn(
    program,
    [
      ...['run', described, '--url', address, '--header', `Authorization: Bearer ${await sessionOf(person)}`],
      ...[
        '--checks',
        'not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance',
      ],
      ...['--phases', 'examples,coverage,fuzzing', '--max-examples', values.examples, '--seed', values.seed],
      // They would end the session that asks.
      ...['--exclude-path-regex', 'sessions|my-password', '--warnings', 'off', '--continue-on-failure', '--no-color'],
    ],
    { cwd: folder, stdio: 'inherit' },
  );
  failed += (await new Promise((ended) => run.on('close', ended))) === 0 ? 0 : 1;
}
newid.removeAllListeners('exit');
const ended = new Promise((resolve) => newid.once('exit', resolve));
newid.kill('SIGTERM');
await ended;
rmSync(folder, { recursive: true, force: true });
console.log(`${values.as.split(',').length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
