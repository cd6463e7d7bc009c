import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

import { SqliteAccountCopies } from '#access/sqlite/sqlite-account-copies.js';
import { SqliteSessions } from '#access/sqlite/sqlite-sessions.js';
import { openSqliteEventStore } from '#event-store/sqlite/open-sqlite-event-store.js';
import { SqliteCommitStorage } from '#event-store/sqlite/sqlite-commit-storage.js';
import { openSqliteKeyVault } from '#key-vault/sqlite/open-sqlite-key-vault.js';
import { SqliteKeyCopies } from '#key-vault/sqlite/sqlite-key-copies.js';
import { BusStorage } from '#messaging/embedded/bus-storage.js';
import { SqliteCheckpoints } from '#projections/sqlite/sqlite-checkpoints.js';
import { SqliteViewStorage } from '#projections/sqlite/sqlite-view-storage.js';
import { Database } from '#sqlite/database.js';
import { FolderInUse, lockFolder } from '#sqlite/folder-lock.js';

import type { House, OpenHouse, Rooms, Untaken } from '../moving/house.js';
import { noteFile, type MoveNote } from '../moving/move-note.js';
import { MoveRefused } from '../moving/move-refused.js';
import { RoundKeyFiles } from '../ballots/round-key-files.js';
import { noteIn } from './note-in-folder.js';
import { SqliteBallotCopies } from './sqlite-ballot-copies.js';
import { FolderFileCopies } from './folder-file-copies.js';

const sampleMarker = 'this-is-a-sample';
/** What may lie in a folder that is empty: its lock, the note of a move, keys that somebody put there before. */
const noContents = /^(lock\.db.*|move\.json.*|master\.key|secret\.key|keys|round-keys)$/;

/** A data folder as one end of a move, locked until it is closed. @throws MoveRefused */
export function embeddedHouse(folder: string, end: MoveNote['end']): House {
  const path = resolve(folder);
  const within = (name: string): string => join(path, name);
  if (end === 'source' && !existsSync(within('vault.db'))) throw new MoveRefused('source-missing', { where: path });
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const lock = lockOf(path);
  const databases = new Map<string, Database>();
  const database = (name: string): Database => {
    const opened = databases.get(name) ?? new Database(within(name));
    databases.set(name, opened);
    return opened;
  };
  return {
    where: path,
    keysFolder: within('keys'),
    note: async () => noteIn(path),
    writeNote: async (note) => {
      writeNote(path, note);
    },
    contents: async () => readdirSync(path).filter((name) => !noContents.test(name)),
    open: async () => openHouse(path, database),
    isHeld: () => true,
    close: async () => {
      for (const opened of databases.values()) opened.close();
      lock.release();
    },
  };
}

function openHouse(path: string, database: (name: string) => Database): OpenHouse {
  const within = (name: string): string => join(path, name);
  const rooms = new Map<string, Rooms>();
  return {
    keys: new SqliteKeyCopies(database('vault.db')),
    accounts: new SqliteAccountCopies(database('sessions.db')),
    files: new FolderFileCopies(within('files')),
    ballots: new SqliteBallotCopies(database('slots.db'), new RoundKeyFiles(within('round-keys'))),
    sessions: new SqliteSessions(database('sessions.db')),
    isSample: async () => existsSync(within(sampleMarker)),
    markAsSample: async (isSample) => {
      if (isSample) writeFileSync(within(sampleMarker), 'Invented people and stories.\n', { mode: 0o600 });
    },
    tryKeys: async (masterKey) => {
      const vault = await openSqliteKeyVault({ file: within('vault.db'), keysFolder: within('keys'), masterKey });
      await vault.close();
    },
    untaken: async () => untakenOn(database('bus.db')),
    roomsOf: async ({ name, eventTypes }) => {
      const known = rooms.get(name);
      if (known !== undefined) return known;
      const own = database(`${name}.db`);
      const made = {
        ...openSqliteEventStore(own, eventTypes),
        commits: new SqliteCommitStorage(own),
        viewStorage: new SqliteViewStorage(own),
        checkpoints: new SqliteCheckpoints(own),
      };
      rooms.set(name, made);
      return made;
    },
  };
}

function untakenOn(database: Database): readonly Untaken[] {
  const bus = new BusStorage(database);
  return [
    ...bus.backlog().map((backlog) => ({ ...backlog, isParked: false })),
    ...bus.parkedSubjects().map(({ group, topic, messages }) => ({ group, topic, messages, isParked: true })),
  ];
}

function lockOf(path: string): { release(): void } {
  try {
    return lockFolder(path);
  } catch (error) {
    if (error instanceof FolderInUse) throw new MoveRefused('in-use', { where: path });
    throw error;
  }
}

function writeNote(path: string, note: MoveNote): void {
  const file = join(path, noteFile);
  // Renamed when it is whole: a kill leaves the one before or this one.
  const descriptor = openSync(`${file}.part`, 'w', 0o600);
  try {
    writeSync(descriptor, `${JSON.stringify(note)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(`${file}.part`, file);
}
