import { execFile, execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { rootFolderOf } from '#web/source-folder.js';

const root = rootFolderOf(import.meta.url);

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly inBundle?: boolean;
  readonly deprecated?: string;
}

const locked = Object.entries(
  (JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> }).packages,
).filter(([path]) => path !== '');
const isTool = ([, { dev, devOptional }]: readonly [string, Locked]): boolean => dev === true || devOptional === true;

/** What a product under Apache-2.0 may be handed on with. */
const handedOn = [
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Python-2.0'],
];
/** Beside them, what only builds and tests it: nothing of it is handed on. */
const ofTools = [...handedOn, 'MPL-2.0', 'CC-BY-4.0', 'CC0-1.0', 'Apache-2.0 AND MIT', '(MIT OR CC0-1.0)'];

describe('the packages of others', () => {
  it('have licences that Newid can be handed on with', () => {
    const others = locked.filter((each) => !isTool(each) && !handedOn.includes(each[1].license ?? ''));
    expect(others.map(([path, { license }]) => `${path}: ${license ?? 'none'}`)).toEqual([]);
  });

  it('that only build and test it have licences that were looked at', () => {
    const others = locked.filter((each) => !ofTools.includes(each[1].license ?? ''));
    expect(others.map(([path, { license }]) => `${path}: ${license ?? 'none'}`)).toEqual([]);
  });

  it('are pinned, each with its hash', () => {
    const loose = locked.filter(([, { integrity, inBundle }]) => integrity === undefined && inBundle !== true);
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it('are none that their makers have given up', () => {
    expect(
      locked.flatMap(([path, { deprecated }]) => (deprecated === undefined ? [] : [`${path}: ${deprecated}`])),
    ).toEqual([]);
  });

  it('are held against what the registry knows: what is found fails, and no answer is no pass', async () => {
    const found = { id: 1, url: 'https://example.org/1', title: 'A hole', severity: 'high', vulnerable_versions: '*' };
    const asked: string[] = [];
    let answer: { readonly status: number; readonly body: object } = { status: 200, body: {} };
    // What npm asks of a registry, and nothing else of it.
    const registry = createServer((request, response) => {
      asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
      const isAudit = request.method === 'POST' && request.url === '/-/npm/v1/security/advisories/bulk';
      request.resume();
      response.writeHead(isAudit ? answer.status : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(isAudit ? answer.body : {}));
    });
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
    const cache = mkdtempSync(join(tmpdir(), 'newid-audit-'));
    const env = {
      ...process.env,
      npm_config_registry: `http://127.0.0.1:${String((registry.address() as AddressInfo).port)}/`,
      ...{ npm_config_cache: cache, npm_config_fetch_retries: '0' },
    };
    const audits = async (): Promise<readonly [code: number, said: string]> => {
      const done = await promisify(execFile)(process.execPath, [join(root, 'tools/advisories.mjs')], { env }).then(
        ({ stdout }) => ({ code: 0, stdout }),
        (error: unknown) => error as { readonly code: number; readonly stdout: string },
      );
      return [done.code, done.stdout.trim()];
    };
    try {
      expect(await audits()).toEqual([0, '1 passed, 0 failed']);
      answer = { status: 200, body: { nunjucks: [found] } };
      const [code, said] = await audits();
      expect(code).toBe(1);
      expect(said).toMatch(/^OPEN {2}nunjucks .*\(high\): A hole https:\/\/example.org\/1\n0 passed, 1 failed$/);
      answer = { status: 405, body: { error: 'not here' } };
      const [unanswered, because] = await audits();
      expect(unanswered).toBe(0);
      expect(because).toMatch(/^The registry does not answer npm audit.*\n.*\n0 passed, 0 failed$/);
      expect(asked[0]).toContain('POST');
    } finally {
      await new Promise((resolve) => registry.close(resolve));
      rmSync(cache, { recursive: true });
    }
  }, 120_000);

  it('stand in a bill of materials, all that run and none that only build', () => {
    const folder = mkdtempSync(join(tmpdir(), 'newid-sbom-'));
    const file = join(folder, 'sbom.json');
    execFileSync(process.execPath, [join(root, 'tools/sbom.mjs'), file]);
    const bom = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly bomFormat: string;
      readonly metadata: { readonly component: { readonly name: string } };
      readonly components: readonly { readonly name: string; readonly purl: string; readonly version: string }[];
    };
    rmSync(folder, { recursive: true });
    expect([bom.bomFormat, bom.metadata.component.name]).toEqual(['CycloneDX', 'newid']);
    const listed = bom.components.map(({ name }) => name);
    for (const name of ['fastify', 'nunjucks', 'kafkajs', '@node-rs/argon2']) expect(listed).toContain(name);
    expect(listed).not.toContain('jest');
    expect(bom.components.filter(({ purl }) => !purl.startsWith('pkg:npm/'))).toEqual([]);
    const running = locked.filter((each) => !isTool(each)).map(([path]) => path.split('node_modules/').at(-1));
    expect(running.filter((name) => !listed.includes(name ?? ''))).toEqual([]);
  }, 180_000);
});
