import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { MongoSessions } from '#access/mongo/mongo-sessions.js';
import type { Sessions } from '#access/sessions.js';
import { SqliteSessions } from '#access/sqlite/sqlite-sessions.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import type { CommitStorage } from '#event-store/commit-storage.js';
import type { EventStore } from '#event-store/event-store.js';
import { MongoCommitStorage } from '#event-store/mongo/mongo-commit-storage.js';
import { openMongoEventStore } from '#event-store/mongo/open-mongo-event-store.js';
import { openSqliteEventStore } from '#event-store/sqlite/open-sqlite-event-store.js';
import { SqliteCommitStorage } from '#event-store/sqlite/sqlite-commit-storage.js';
import type { KeyVault } from '#key-vault/key-vault.js';
import { openMasterKey } from '#key-vault/master-key.js';
import { openMongoKeyVault } from '#key-vault/mongo/open-mongo-key-vault.js';
import { openSqliteKeyVault } from '#key-vault/sqlite/open-sqlite-key-vault.js';
import { MongoDatabase } from '#mongo/mongo-database.js';
import { readConfiguration } from '#service-kit/configuration/configuration.js';
import type { BallotSlots } from '#service-kit/ballots/ballot-slots.js';
import { MongoBallotSlots } from '#service-kit/distributed/mongo-ballot-slots.js';
import { RoundKeyFiles } from '#service-kit/ballots/round-key-files.js';
import { SqliteBallotSlots } from '#service-kit/embedded/sqlite-ballot-slots.js';
import { SealedCollection } from '#service-kit/distributed/sealed-collection.js';
import { openDataFolder } from '#service-kit/embedded/data-folder.js';
import { embeddedShape } from '#service-kit/embedded/embedded-shape.js';
import { SealedFolder } from '#service-kit/embedded/sealed-folder.js';
import type { SealedFiles } from '#service-kit/files/sealed-files.js';
import { Database } from '#sqlite/database.js';

import { startPlatform } from '../../apps/platform/src/platform.js';
import { loadSample } from '../../apps/platform/src/sample/load-sample.js';
import { serviceNames } from '../../apps/platform/src/testing/running-in-a-folder.js';
import { definitionsOf } from '../../apps/command-line/src/move/open-houses.js';

/** What a service would read, in either shape. */
export interface Inside {
  readonly sessions: Sessions;
  readonly vault: KeyVault;
  readonly files: SealedFiles;
  readonly slots: BallotSlots;
  readonly storage: ReadonlyMap<string, CommitStorage>;
  readonly stores: ReadonlyMap<string, EventStore>;
  close(): Promise<void>;
}

export const silent = { NEWID_PORT: '0', NEWID_LOG_LEVEL: 'silent' };

/** A folder with the sample, drained and stopped. */
export async function aSampleHouse(folder: string): Promise<void> {
  const configuration = readConfiguration({ ...silent, NEWID_DATA: folder });
  const platform = await startPlatform(configuration, openDataFolder(configuration, true));
  await loadSample(platform.address, await platform.setUpLink(), () => undefined);
  await platform.settled();
  await platform.close();
}

export const aBallot: Sealed = { class: 'ballot', version: 1, box: 'c2VhbGVk' };

/** A closed secret round that is not counted, a file that an import would find, somebody with a password, and a link that nobody has taken yet: its token. */
export async function furnish(folder: string): Promise<{ readonly link: string; readonly person: string }> {
  const configuration = readConfiguration({ ...silent, NEWID_DATA: folder });
  const shape = await embeddedShape(configuration, openDataFolder(configuration, false));
  const [organisation = ''] = await shape.sessions.organisations();
  const [account] = await shape.sessions.accountsOf(organisation);
  if (account === undefined) throw new Error('The sample has nobody');
  const { person } = account;
  await shape.files.keep('waiting', organisation, letters(600_000));
  await shape.sessions.credentials.keepCredentials(person, 0, { password: '$argon2id$of-the-test' });
  await shape.sessions.credentials.claimName('hash-of-a-name', person);
  const inADay = new Date(Date.now() + 86_400_000).toISOString();
  const link = await shape.sessions.issueLink({ purpose: 'sign-in', organisation, person }, inADay);
  await shape.slots.open('round/secret', aBallot);
  await shape.slots.put('round/secret', 'one-slot', aBallot);
  await shape.slots.close('round/secret');
  await shape.close();
  return { link, person };
}

/** More than two chunks of a sealed file. */
export async function* letters(count: number): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(count, 'Tŷ’r Ŵyl ');
}

export async function insideFolder(folder: string, masterKeyFile = join(folder, 'master.key')): Promise<Inside> {
  const within = (name: string): string => join(folder, name);
  const masterKey = openMasterKey({ file: masterKeyFile, createIfMissing: false });
  const vault = await openSqliteKeyVault({ file: within('vault.db'), keysFolder: within('keys'), masterKey });
  const sessions = new SqliteSessions(new Database(within('sessions.db')));
  const slots = new Database(within('slots.db'));
  const databases = serviceNames.map((name) => [name, new Database(within(`${name}.db`))] as const);
  const types = new Map(definitionsOf({ sessions }).map(({ name, eventTypes }) => [name, eventTypes]));
  return {
    sessions,
    vault,
    files: new SealedFolder(within('files'), vault),
    slots: new SqliteBallotSlots(slots, new RoundKeyFiles(within('round-keys'))),
    storage: new Map(databases.map(([name, database]) => [name, new SqliteCommitStorage(database)])),
    stores: new Map(
      databases.map(([name, database]) => [name, openSqliteEventStore(database, types.get(name) ?? {}).store]),
    ),
    close: async () => {
      await vault.close();
      await sessions.close();
      slots.close();
      for (const [, database] of databases) database.close();
    },
  };
}

export async function insideMongo(url: string, folder: string, masterKeyFile: string): Promise<Inside> {
  const database = (name: string) => MongoDatabase.open({ url, database: `newid-${name}` });
  const masterKey = openMasterKey({ file: masterKeyFile, createIfMissing: false });
  const vault = await openMongoKeyVault({
    database: await database('key-vault'),
    keysFolder: join(folder, 'keys'),
    masterKey,
  });
  const sessions = await MongoSessions.open(await database('sessions'));
  const own = new Map<string, MongoDatabase>();
  const storage = new Map<string, CommitStorage>();
  const stores = new Map<string, EventStore>();
  for (const { name, eventTypes } of definitionsOf({ sessions })) {
    const opened = await database(name);
    own.set(name, opened);
    storage.set(name, new MongoCommitStorage(opened));
    stores.set(name, (await openMongoEventStore(opened, eventTypes)).store);
  }
  const ofFiles = own.get('story-submission');
  const ofRounds = own.get('panel-review');
  if (ofFiles === undefined || ofRounds === undefined) throw new Error('A service is missing');
  return {
    sessions,
    vault,
    files: await SealedCollection.open(ofFiles, vault),
    slots: new MongoBallotSlots(ofRounds, new RoundKeyFiles(join(folder, 'round-keys'))),
    storage,
    stores,
    close: async () => {
      await vault.close();
      await sessions.close();
      for (const opened of own.values()) await opened.close();
    },
  };
}

/** Hashes of every stream of every service, in order: `panel-review round/1`. */
export async function hashesOf({ storage }: Inside): Promise<ReadonlyMap<string, readonly string[]>> {
  const hashes = new Map<string, string[]>();
  for (const [service, commits] of storage) {
    for await (const { stream, commit } of commits.walkCommits()) {
      const key = `${service} ${stream}`;
      hashes.set(key, [...(hashes.get(key) ?? []), commit?.hash ?? 'unreadable']);
    }
  }
  return hashes;
}

interface WithText {
  readonly text: Sealed;
}

const isWithText = (data: unknown): data is WithText => typeof data === 'object' && data !== null && 'text' in data;

/** Every story that can be opened for whoever verifies, as JSON, by its stream. */
export async function storiesIn({ vault, stores, storage }: Inside): Promise<ReadonlyMap<string, string>> {
  const stories = new Map<string, string>();
  const commits = storage.get('story-submission');
  const store = stores.get('story-submission');
  if (commits === undefined || store === undefined) throw new Error('There is no story-submission');
  for await (const { stream } of commits.walkCommits()) {
    const [first] = stream.startsWith('story/') ? await store.read(stream) : [];
    if (first === undefined || !isWithText(first.event.data)) continue;
    const reader = { person: 'somebody', organisation: first.metadata.organisation };
    const [answer] = await vault.unlock([{ owner: stream, reader, purpose: 'verify', use: 'read' }]);
    if (answer?.kind === 'granted') stories.set(stream, JSON.stringify(answer.open(first.event.data.text)));
  }
  return stories;
}

export async function flawsIn({ stores }: Inside): Promise<readonly string[]> {
  const flaws: string[] = [];
  for (const [service, store] of stores) {
    for await (const { flaw, stream = '' } of store.verify()) flaws.push(`${service} ${flaw} ${stream}`);
  }
  return flaws;
}

export async function emptyMongo(url: string): Promise<void> {
  for (const name of [...serviceNames, 'sessions', 'key-vault']) {
    const database = await MongoDatabase.open({ url, database: `newid-${name}` });
    await database.command({ dropDatabase: 1 });
    await database.close();
  }
}

/** Folders that go away at the end. */
export class Folders {
  readonly #root = mkdtempSync(join(tmpdir(), 'newid-move-'));

  named(name: string): string {
    return join(this.#root, name);
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}
