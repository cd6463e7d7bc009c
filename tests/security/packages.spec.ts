import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { rootFolderOf } from '#web/source-folder.js';

const root = rootFolderOf(import.meta.url);

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly inBundle?: boolean;
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
  }, 60_000);
});
