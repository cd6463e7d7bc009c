import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { openSqliteEventStore } from '#event-store/sqlite/open-sqlite-event-store.js';
import type { LogRelay } from '#event-store/relay.js';
import { ErasureFile, erasuresFileName } from '#key-vault/erasure-file.js';
import { openMasterKey } from '#key-vault/master-key.js';
import { openSqliteKeyVault } from '#key-vault/sqlite/open-sqlite-key-vault.js';
import { OutboxFolder } from '#mail/folder/outbox-folder.js';
import { OutgoingMail } from '#mail/outgoing-mail.js';
import { EmbeddedBus } from '#messaging/embedded/embedded-bus.js';
import type { MessageBus } from '#messaging/message-bus.js';
import { SqliteCheckpoints } from '#projections/sqlite/sqlite-checkpoints.js';
import { SqliteViewStorage } from '#projections/sqlite/sqlite-view-storage.js';
import { systemClock } from '#service-kit/clock.js';
import { SealedFolder } from '#service-kit/embedded/sealed-folder.js';
import { SqliteBallotSlots } from '#service-kit/embedded/sqlite-ballot-slots.js';
import { keepHeapSmall } from '#service-kit/starting/heap-growth.js';
import { RoundKeyFiles } from '#service-kit/ballots/round-key-files.js';
import type { ServiceDefinition } from '#service-kit/service.js';
import { composeService, type RunningService } from '#service-kit/starting/start-service.js';
import { Database } from '#sqlite/database.js';

export interface MeasuredService {
  readonly running: RunningService;
  readonly relay: LogRelay;
  readonly bus: MessageBus;
  /** Of its events and views. */
  readonly file: string;
  close(): Promise<void>;
}

/** A service as the platform composes and runs it, without its pages: store, relay, views, outbox, bus, vault, sealed files. */
export async function openService(definition: ServiceDefinition, folder: string): Promise<MeasuredService> {
  keepHeapSmall();
  mkdirSync(join(folder, 'keys'), { recursive: true });
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (fields: Readonly<Record<string, unknown>>, message: string) => {
      console.error(message, fields);
    },
  };
  const keysFolder = join(folder, 'keys');
  const masterKey = openMasterKey({ file: join(folder, 'master.key'), createIfMissing: true, keysFolder });
  const erasures = new ErasureFile(join(keysFolder, erasuresFileName));
  const vault = await openSqliteKeyVault({ file: join(folder, 'vault.db'), keysFolder, masterKey, erasures });
  const bus = new EmbeddedBus({ file: join(folder, 'bus.db'), log });
  const file = join(folder, `${definition.name}.db`);
  const database = new Database(file);
  const ofSlots = new Database(join(folder, 'slots.db'));
  const { store, relay } = openSqliteEventStore(database, definition.eventTypes);
  const running = composeService(definition, {
    store,
    relay,
    viewStorage: new SqliteViewStorage(database),
    checkpoints: new SqliteCheckpoints(database),
    bus,
    vault,
    files: new SealedFolder(join(folder, 'files'), vault),
    slots: new SqliteBallotSlots(ofSlots, new RoundKeyFiles(join(folder, 'round-keys'))),
    mail: new OutgoingMail(
      new OutboxFolder(join(folder, 'outbox'), 'newid@stories.example'),
      'https://stories.example',
    ),
    clock: systemClock,
    log,
    secret: new Uint8Array(32).fill(7),
  });
  return {
    running,
    relay,
    bus,
    file,
    close: async () => {
      await running.stop();
      await bus.close();
      await vault.close();
      database.close();
      ofSlots.close();
    },
  };
}
