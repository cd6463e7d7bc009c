import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Emmett {
  appendToStream(
    stream: string,
    events: readonly object[],
    options: { readonly expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' },
  ): Promise<unknown>;
  close(): Promise<void>;
}

interface EmmettModule {
  getMongoDBEventStore(options: { readonly connectionString: string }): Emmett;
}

const packages = [
  '@event-driven-io/emmett-mongodb@0.42.4',
  '@event-driven-io/emmett@0.42.0',
  'mongodb@6.22.0',
  'uuid@11.0.0',
  'async-retry@1.3.3',
  'commander@14.0.3',
];
const installedWithinMs = 120_000;

const isEmmett = (module: unknown): module is EmmettModule =>
  typeof module === 'object' &&
  module !== null &&
  'getMongoDBEventStore' in module &&
  typeof module.getMongoDBEventStore === 'function';

/** Emmett's MongoDB store, installed for this run alone. Undefined where the package registry did not give it. */
export async function openEmmett(folder: string, url: string): Promise<Emmett | undefined> {
  const prefix = join(folder, 'emmett');
  mkdirSync(prefix);
  // The versions that fit each other are not those it asks for: its peer of the same number was never published.
  const given = ['install', '--prefix', prefix, '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', [...given, ...packages], { stdio: 'ignore', timeout: installedWithinMs });
  if (status !== 0) return undefined;
  const entry = join(prefix, 'node_modules/@event-driven-io/emmett-mongodb/dist/index.js');
  const module: unknown = await import(pathToFileURL(entry).href);
  if (!isEmmett(module)) throw new Error('Emmett has no getMongoDBEventStore');
  return module.getMongoDBEventStore({ connectionString: `${url}&w=majority&journal=true` });
}
