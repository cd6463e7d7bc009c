import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { OneProcess } from '../acceptance/one-process.js';
import { RunningNewid } from '../acceptance/running-newid.js';
import { bringIntoStates, type StatesToVisit } from '../browser/states-to-visit.js';

const program = process.env['TESTED_SCHEMATHESIS'] ?? '';
if (program === '') throw new Error('npm run test:schemathesis runs it: it gets the program first');

/** One of each role. */
const byRole: Readonly<Record<string, string>> = {
  evaluator: 'E1',
  administrator: 'A1',
  facilitator: 'F1',
  'panel-member': 'M01',
  collector: 'C1',
};
const people = process.env['TESTED_PEOPLE']?.split(',') ?? Object.values(byRole);
const isFull = process.env['TESTED_IN_FULL'] === '1';
/**
 * For each operation, shared out over the people. About 40 more are worked out of the document, so that CI asks 100 in all:
 * as many as fit beside its other suites.
 */
const examples = Number(process.env['TESTED_EXAMPLES'] ?? (isFull ? '500' : '40'));
const seed = process.env['TESTED_SEED'] ?? '1';
/** The program has one processor, Newid the other. */
const atOnce = 2;
const patience = 300_000 + examples * 60_000;

/** Values at the edges of the document cost as much as all examples: in full by each person, otherwise by somebody who may. */
const phases = isFull ? 'examples,coverage,fuzzing' : 'fuzzing';
const whoeverMay = 'whoever may';

/** They would end the session that asks, or change how everybody signs in: they come last. */
const aboutSigningIn = 'sessions|my-password|my-second-step|sign-in-rules|reactivation|deactivation';
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
];

/** What a generated value is now and then: otherwise every story would be one that is not there. */
const knownEach = { path: 0.7, header: 0.5, body: 0.3 };

/** As schemathesis.toml: what stands in addresses, headers and bodies of this Newid. */
function knownValues({ parameters, codes }: StatesToVisit): string {
  const codesOfTellers = { 'x-newid-code': [codes.draft, codes.story] };
  const dictionaries = Object.entries({ ...parameters, ...codesOfTellers }).filter(([, values]) => values.length > 0);
  const bound = ([name]: readonly [string, unknown]): readonly string[] => {
    const draw = (where: keyof typeof knownEach): string =>
      `${quoted(`${where}.${name}`)} = { dictionary = ${quoted(name)}, probability = ${String(knownEach[where])} }`;
    return name in codesOfTellers ? [draw('header')] : [draw('path'), draw('body')];
  };
  return [
    ...dictionaries.flatMap(([name, values]) => [`[dictionaries.${quoted(name)}]`, `values = ${listed(values)}`]),
    '[parameters]',
    ...dictionaries.flatMap(bound),
  ].join('\n');
}

/** Each operation by somebody whom it lets in, as the document says. */
function asWhoeverMay(document: string, tokens: ReadonlyMap<string, string>): string {
  const { paths } = JSON.parse(document) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, { operationId: string; description?: string }>>>>;
  };
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  const roles = Object.keys(byRole);
  const mayBe = (description = ''): string =>
    roles.find((role) => /For: ([^.]*)/.exec(description)?.[1]?.split(', ').includes(role)) ?? 'evaluator';
  return roles
    .flatMap((role) => {
      const own = operations.filter(({ description }) => mayBe(description) === role);
      const headers = `headers = { Authorization = ${quoted(`Bearer ${tokens.get(role) ?? ''}`)} }`;
      const ids = own.map(({ operationId }) => operationId);
      return ids.length === 0 ? [] : ['[[operations]]', `include-operation-id = ${listed(ids)}`, headers];
    })
    .join('\n');
}

const quoted = (text: string): string => JSON.stringify(text);
const listed = (texts: readonly string[]): string => `[${texts.map(quoted).join(', ')}]`;

describe('the API, held against its own OpenAPI document', () => {
  const newid = new RunningNewid(new OneProcess({ NEWID_RATE_LIMITS: 'off' }));
  const folder = mkdtempSync(join(tmpdir(), 'newid-schemathesis-'));
  const runs = new Map<string, Promise<string>>();
  const waiting: (() => void)[] = [];
  let running = 0;
  let known = '';

  /** In the order in which they are asked for, not more than fit. */
  async function inTurn(work: () => Promise<string>): Promise<string> {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  }

  /** What it found; empty when it found nothing. */
  async function foundBy(name: string, given: readonly string[], settings = known): Promise<string> {
    const place = join(folder, name);
    mkdirSync(place);
    writeFileSync(join(place, 'schemathesis.toml'), settings);
    const run = spawn(
      program,
      [
        ...['run', join(folder, 'openapi.json'), '--url', newid.address, '--checks', checks.join(',')],
        ...['--seed', seed, '--generation-database', 'none', '--warnings', 'off', '--no-color'],
        ...['--max-examples', String(Math.ceil(examples / people.length)), '--continue-on-failure', ...given],
      ],
      { cwd: place, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let said = '';
    for (const stream of [run.stdout, run.stderr]) {
      stream.setEncoding('utf8').on('data', (part: string) => (said += part));
    }
    const code = await new Promise<number | null>((ended) => run.once('close', ended));
    if (process.env['TESTED_ALOUD'] === '1') process.stderr.write(`${name}\n${said}\n`);
    return code === 0 ? '' : `${said}\nNewid said:\n${newid.said}`;
  }
  const as = async (person: string): Promise<readonly string[]> => [
    '--header',
    `Authorization: Bearer ${await newid.enter(person)}`,
  ];
  const others = ['--exclude-path-regex', aboutSigningIn];

  beforeAll(async () => {
    await newid.start();
    known = knownValues(await bringIntoStates(newid));
    const document = await (await fetch(`${newid.address}/api/v1/openapi.json`)).text();
    writeFileSync(join(folder, 'openapi.json'), document);
    const tokens = new Map<string, string>();
    for (const [role, person] of Object.entries(byRole)) tokens.set(role, await newid.enter(person));
    const settings = `${known}\n${asWhoeverMay(document, tokens)}`;
    runs.set(
      whoeverMay,
      inTurn(() => foundBy('whoever-may', ['--phases', 'examples,coverage', ...others], settings)),
    );
    for (const person of people) {
      runs.set(
        person,
        inTurn(async () => foundBy(person, ['--phases', phases, ...others, ...(await as(person))])),
      );
    }
  }, patience);
  afterAll(async () => {
    await Promise.allSettled(runs.values());
    await newid.stop('SIGTERM');
    await newid.remove();
    rmSync(folder, { recursive: true });
  }, patience);

  it.each([whoeverMay, ...people])(
    'answers %s as it is described, and never with a fault of its own',
    async (person) => {
      expect(await runs.get(person)).toBe('');
    },
    patience,
  );

  it.each(people)(
    'answers %s so about signing in as well',
    async (person) => {
      await Promise.allSettled(runs.values());
      const given = ['--phases', 'coverage,fuzzing', '--include-path-regex', aboutSigningIn, ...(await as(person))];
      expect(await foundBy(`${person}-signing-in`, given)).toBe('');
    },
    patience,
  );
});
