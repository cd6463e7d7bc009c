import { MongoRefused } from './mongo-refused.js';

/** What `hello` and `buildInfo` say, as far as it matters here. */
export interface ServerSays {
  readonly setName?: unknown;
  readonly msg?: unknown;
  readonly version?: unknown;
}

const oldestMajor = 5;

/** @throws MongoRefused where a server does not offer what the guarantees rest on. */
export function assertFit(address: string, { setName, msg, version }: ServerSays): void {
  const major = Number.parseInt(String(version), 10);
  if (!(major >= oldestMajor)) {
    throw new MongoRefused(
      'too-old',
      `MongoDB at ${address} is version ${String(version)}; Newid needs ${String(oldestMajor)} or newer.`,
    );
  }
  // A router of a sharded cluster names no set, but has sets behind it.
  if (typeof setName !== 'string' && msg !== 'isdbgrid') throw standalone(address);
}

export const standalone = (address: string): MongoRefused =>
  new MongoRefused(
    'standalone',
    `MongoDB at ${address} is a standalone server, or of another replica set than the address names; Newid needs transactions, which a replica set has (one member is enough): start it with --replSet and run rs.initiate() once.`,
  );
