import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { MongoAccountCopies } from '#access/mongo/mongo-account-copies.js';
import { MongoSessions } from '#access/mongo/mongo-sessions.js';
import type { ServiceName } from '#contracts/shared/contract.js';
import { MongoCommitStorage } from '#event-store/mongo/mongo-commit-storage.js';
import { openMongoEventStore } from '#event-store/mongo/open-mongo-event-store.js';
import { MongoKeyCopies } from '#key-vault/mongo/mongo-key-copies.js';
import { openMongoKeyVault } from '#key-vault/mongo/open-mongo-key-vault.js';
import { leases } from '#mongo/leases.js';
import { MongoDatabase } from '#mongo/mongo-database.js';
import { answering } from '#mongo/storage-problem.js';
import { MongoCheckpoints } from '#projections/mongo/mongo-checkpoints.js';
import { MongoViewStorage } from '#projections/mongo/mongo-view-storage.js';

import type { House, OpenHouse, Rooms } from '../moving/house.js';
import type { MoveNote } from '../moving/move-note.js';
import { MoveRefused } from '../moving/move-refused.js';
import { RoundKeyFiles } from '../ballots/round-key-files.js';
import { CollectionFileCopies } from './collection-file-copies.js';
import { MongoBallotCopies } from './mongo-ballot-copies.js';
import { LeasedTurn } from './leased-turn.js';
import { installation, noteId, noteInDatabase, writeNoteInDatabase } from './note-of-move.js';

export interface MongoHousePlaces {
  readonly url: string;
  /** Of the services: holds `keys`, the epoch key files. */
  readonly folder: string;
  readonly end: MoveNote['end'];
  readonly services: readonly ServiceName[];
  /** The one that takes files. */
  readonly filesOf: ServiceName;
  /** The one that holds rounds. */
  readonly secretRoundsOf: ServiceName;
  /** What waits in Kafka. */
  readonly untaken: OpenHouse['untaken'];
}

/** A process that was killed holds its lease for so long. */
const waitsForLeasesMs = 8_000;
const asksAgainMs = 500;
const renewsAfterMs = 1_500;

/** The databases of an installation as one end of a move. @throws MoveRefused, MongoRefused */
export async function distributedHouse(places: MongoHousePlaces): Promise<House> {
  const { url, services, end } = places;
  const databases = new Map<string, MongoDatabase>();
  const closeAll = async (): Promise<void> => {
    for (const database of databases.values()) await database.close();
  };
  const turns: LeasedTurn[] = [];
  let isHeld = true;
  try {
    for (const name of [...services, 'sessions', 'key-vault']) {
      databases.set(name, await MongoDatabase.open({ url, database: `newid-${name}` }));
    }
    const sessions = ofName(databases, 'sessions');
    if (end === 'source' && (await contentsOf(databases)).length === 0) {
      throw new MoveRefused('source-missing', { where: sessions.address });
    }
    for (const name of services) {
      const turn = new LeasedTurn(ofName(databases, name), `move/${randomUUID()}`);
      await wait(turn, sessions.address);
      turns.push(turn);
    }
    const renewing = setInterval(() => {
      // Storage that is away says nothing of who holds it: then whatever is under way fails by itself.
      for (const turn of turns)
        void turn.isOurs().then(
          (ours) => (isHeld &&= ours),
          () => undefined,
        );
    }, renewsAfterMs).unref();
    return {
      where: `MongoDB at ${sessions.address}`,
      keysFolder: join(resolve(places.folder), 'keys'),
      note: () => noteInDatabase(sessions),
      writeNote: (note) => writeNoteInDatabase(sessions, note),
      contents: () => contentsOf(databases),
      open: () => openHouse(places, databases),
      isHeld: () => isHeld,
      close: async () => {
        clearInterval(renewing);
        for (const turn of turns) await turn.giveBack().catch(() => undefined);
        await closeAll();
      },
    };
  } catch (error) {
    for (const turn of turns) await turn.giveBack().catch(() => undefined);
    await closeAll();
    throw error;
  }
}

/** Services that run have it, one process at a time. */
async function wait(turn: LeasedTurn, where: string): Promise<void> {
  const until = performance.now() + waitsForLeasesMs;
  while (!(await turn.isOurs())) {
    if (performance.now() >= until) throw new MoveRefused('in-use', { where });
    await setTimeout(asksAgainMs);
  }
}

async function contentsOf(databases: ReadonlyMap<string, MongoDatabase>): Promise<readonly string[]> {
  const found: string[] = [];
  for (const database of databases.values()) {
    for (const name of await database.collectionNames()) {
      if (name === leases.name || name.startsWith('system.')) continue;
      const isNote = name === installation ? { _id: { $ne: noteId } } : {};
      const one = await answering(() => database.collection<{ readonly _id: string }>(name).findOne(isNote));
      if (one !== null) found.push(`${database.name}.${name}`);
    }
  }
  return found;
}

async function openHouse(places: MongoHousePlaces, databases: ReadonlyMap<string, MongoDatabase>): Promise<OpenHouse> {
  const keysFolder = join(resolve(places.folder), 'keys');
  const sessions = ofName(databases, 'sessions');
  const rooms = new Map<string, Rooms>();
  const ofInstallation = sessions.collection<{ readonly _id: string; readonly isSample: boolean }>(installation);
  return {
    keys: await MongoKeyCopies.open(ofName(databases, 'key-vault')),
    accounts: await MongoAccountCopies.open(sessions),
    files: await CollectionFileCopies.open(ofName(databases, places.filesOf)),
    ballots: new MongoBallotCopies(
      ofName(databases, places.secretRoundsOf),
      new RoundKeyFiles(join(resolve(places.folder), 'round-keys')),
    ),
    sessions: await MongoSessions.open(sessions),
    isSample: async () => (await answering(() => ofInstallation.findOne({ _id: 'newid' })))?.isSample ?? false,
    markAsSample: async (isSample) => {
      await answering(() => ofInstallation.replaceOne({ _id: 'newid' }, { isSample }, { upsert: true }));
    },
    tryKeys: async (masterKey) => {
      // The vault closes what it was given.
      const database = await MongoDatabase.open({ url: places.url, database: 'newid-key-vault' });
      await (await openMongoKeyVault({ database, keysFolder, masterKey })).close();
    },
    untaken: places.untaken,
    roomsOf: async ({ name, eventTypes }) => {
      const known = rooms.get(name);
      if (known !== undefined) return known;
      const own = ofName(databases, name);
      const { store, relay } = await openMongoEventStore(own, eventTypes);
      const made = {
        store,
        relay,
        commits: new MongoCommitStorage(own),
        viewStorage: await MongoViewStorage.open(own),
        checkpoints: new MongoCheckpoints(own),
      };
      rooms.set(name, made);
      return made;
    },
  };
}

function ofName(databases: ReadonlyMap<string, MongoDatabase>, name: string): MongoDatabase {
  const database = databases.get(name);
  if (database === undefined) throw new Error(`There is no database of ${name}`);
  return database;
}
