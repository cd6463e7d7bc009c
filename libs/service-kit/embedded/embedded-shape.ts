import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { SqliteSessions } from '#access/sqlite/sqlite-sessions.js';
import { openSqliteEventStore } from '#event-store/sqlite/open-sqlite-event-store.js';
import { ErasureFile, erasuresFileName } from '#key-vault/erasure-file.js';
import { openSqliteKeyVault } from '#key-vault/sqlite/open-sqlite-key-vault.js';
import { OutboxFolder } from '#mail/folder/outbox-folder.js';
import { SmtpMailer } from '#mail/smtp/smtp-mailer.js';
import { EmbeddedBus } from '#messaging/embedded/embedded-bus.js';
import { SqliteCheckpoints } from '#projections/sqlite/sqlite-checkpoints.js';
import { SqliteViewStorage } from '#projections/sqlite/sqlite-view-storage.js';
import { Database } from '#sqlite/database.js';
import { FolderInUse } from '#sqlite/folder-lock.js';

import type { Configuration } from '../configuration/configuration.js';
import { openLog, tellReapplied } from '../starting/logging.js';
import { mailServerOf } from '../configuration/mail-server-of.js';
import { masterKeysOf } from '../configuration/master-keys-of.js';
import { RoundKeyFiles } from '../ballots/round-key-files.js';
import type { OpenShape, Shape } from '../starting/shape.js';
import { StartRefused } from '../configuration/start-refused.js';
import { openDataFolder, type DataFolder } from './data-folder.js';
import { SealedFolder } from './sealed-folder.js';
import { SqliteBallotSlots } from './sqlite-ballot-slots.js';

/** For a service's own `main.ts`: no sample, which needs every service. */
export const openEmbeddedShape: OpenShape = async (configuration) =>
  embeddedShape(configuration, takeDataFolder(configuration, false));

/** @throws StartRefused, also where another process works in the folder. */
export function takeDataFolder(configuration: Configuration, wantsSample: boolean): DataFolder {
  try {
    return openDataFolder(configuration, wantsSample);
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    throw new StartRefused(`${error.message}. Stop that one first, or set NEWID_DATA to another folder.`);
  }
}

/** SQLite files in one data folder, and a bus within this process. */
export async function embeddedShape(configuration: Configuration, folder: DataFolder): Promise<Shape> {
  try {
    return await open(configuration, folder);
  } catch (error) {
    folder.release();
    throw error;
  }
}

async function open(configuration: Configuration, folder: DataFolder): Promise<Shape> {
  const within = (name: string): string => join(folder.path, name);
  const log = openLog('bus', configuration.NEWID_LOG_LEVEL);
  const server = mailServerOf(configuration);
  const { NEWID_MAIL_FROM: from } = configuration;
  const mailer = server === undefined ? new OutboxFolder(within('outbox'), from) : new SmtpMailer(server, from);
  mkdirSync(within('keys'), { recursive: true, mode: 0o700 });
  const masterKey = masterKeysOf(configuration, {
    file: folder.masterKeyFile,
    createIfMissing: configuration.NEWID_MODE === 'try-it',
    keysFolder: within('keys'),
  });
  const vault = await openSqliteKeyVault({
    file: within('vault.db'),
    keysFolder: within('keys'),
    masterKey,
    erasures: new ErasureFile(configuration.NEWID_ERASURES_FILE ?? within(join('keys', erasuresFileName))),
    onReapplied: tellReapplied(log),
  });
  const sessions = new SqliteSessions(new Database(within('sessions.db')));
  const bus = new EmbeddedBus({ file: within('bus.db'), log });
  const ofSlots = new Database(within('slots.db'));
  const databases: Database[] = [ofSlots];
  return {
    vault,
    sessions,
    bus,
    files: new SealedFolder(within('files'), vault),
    slots: new SqliteBallotSlots(ofSlots, new RoundKeyFiles(within('round-keys'))),
    mailer,
    secret: folder.secret,
    isSample: folder.isSample,
    isNew: folder.isNew,
    operatorSocket: within('operator.sock'),
    where: folder.path,
    storesOf: async ({ name, eventTypes }) => {
      const database = new Database(within(`${name}.db`));
      databases.push(database);
      return {
        ...openSqliteEventStore(database, eventTypes),
        viewStorage: new SqliteViewStorage(database),
        checkpoints: new SqliteCheckpoints(database),
      };
    },
    close: async () => {
      await bus.close();
      for (const database of databases) database.close();
      await mailer.close();
      await sessions.close();
      await vault.close();
      folder.release();
    },
  };
}
