import { mkdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';

import { SqliteSessions } from '#access/sqlite/sqlite-sessions.js';
import { openSqliteEventStore } from '#event-store/sqlite/open-sqlite-event-store.js';
import { openMasterKey } from '#key-vault/master-key.js';
import { openSqliteKeyVault } from '#key-vault/sqlite/open-sqlite-key-vault.js';
import { EmbeddedBus } from '#messaging/embedded/embedded-bus.js';
import { SqliteCheckpoints } from '#projections/sqlite/sqlite-checkpoints.js';
import { SqliteViewStorage } from '#projections/sqlite/sqlite-view-storage.js';
import { systemClock } from '#service-kit/clock.js';
import type { Configuration } from '#service-kit/configuration.js';
import { SealedFolder } from '#service-kit/embedded/sealed-folder.js';
import { createHttpApp } from '#service-kit/http-app.js';
import { openLog } from '#service-kit/logging.js';
import { OperationsModule } from '#service-kit/operations.api.js';
import { composeService, type RunningService } from '#service-kit/start-service.js';
import { Database } from '#sqlite/database.js';

import { IdentitySettings } from '../../identity-access/src/identity-settings.js';
import type { DataFolder } from './data-folder.js';
import { namingBy } from './naming.js';
import { allErrors, allServices } from './services.js';

export interface Platform {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  /** A one-time link with which the first administrator sets everything up. */
  setUpLink(): Promise<string>;
  readonly services: readonly RunningService[];
  settled(): Promise<void>;
  close(): Promise<void>;
}

const setUpLinkValidMs = 24 * 3_600_000;

/** Every service in this one process, over SQLite files in the data folder. */
export async function startPlatform(configuration: Configuration, folder: DataFolder): Promise<Platform> {
  const log = openLog('platform', configuration.NEWID_LOG_LEVEL);
  const within = (name: string): string => join(folder.path, name);
  mkdirSync(within('keys'), { recursive: true, mode: 0o700 });
  const masterKey = openMasterKey({
    file: folder.masterKeyFile,
    createIfMissing: configuration.NEWID_MODE === 'try-it',
    keysFolder: within('keys'),
  });
  const vault = await openSqliteKeyVault({ file: within('vault.db'), keysFolder: within('keys'), masterKey });
  const sessions = new SqliteSessions(new Database(within('sessions.db')));
  const bus = new EmbeddedBus({ file: within('bus.db'), log });
  const files = new SealedFolder(within('files'), vault);
  const isHttps = configuration.NEWID_ORIGIN?.startsWith('https:') ?? false;
  const identity = new IdentitySettings(
    sessions,
    isHttps,
    folder.isSample,
    configuration.NEWID_HOST,
    configuration.NEWID_MODE === 'production',
  );
  const databases: Database[] = [];
  const services = allServices(identity).map((definition) => {
    const database = new Database(within(`${definition.name}.db`));
    databases.push(database);
    const { store, relay } = openSqliteEventStore(database, definition.eventTypes);
    return composeService(definition, {
      store,
      relay,
      viewStorage: new SqliteViewStorage(database),
      checkpoints: new SqliteCheckpoints(database),
      bus,
      vault,
      files,
      clock: systemClock,
      log: openLog(definition.name, configuration.NEWID_LOG_LEVEL),
      secret: folder.secret,
    });
  });
  for (const service of services) await service.start();
  const [identityService] = services;
  if (identityService === undefined) throw new Error('There is no service');

  const byOperator = new WeakSet<IncomingMessage>();
  const app = await createHttpApp({
    modules: [
      ...services.map(({ definition, runtime }) => definition.module(runtime)),
      OperationsModule.over(services),
    ],
    catalogues: allErrors,
    sessions,
    vault,
    clock: systemClock,
    log,
    secret: folder.secret,
    isHttps,
    isSample: folder.isSample,
    naming: namingBy(identityService.runtime),
    isOperator: (request) => byOperator.has(request),
  });
  await app.listen(configuration.NEWID_PORT, configuration.NEWID_HOST);
  const fastify = app.getHttpAdapter().getInstance();
  const socket = within('operator.sock');
  // Left behind by a kill -9; the folder's lock says that nobody listens on it.
  rmSync(socket, { force: true });
  const operatorServer = createServer((request, response) => {
    byOperator.add(request);
    fastify.routing(request, response);
  });
  const mask = process.umask(0o177);
  await new Promise<void>((resolve) => {
    operatorServer.listen(socket, resolve);
  });
  process.umask(mask);

  return {
    address: await app.getUrl(),
    services,
    setUpLink: () =>
      sessions.issueLink(
        { purpose: 'set-up', organisation: null, person: null },
        new Date(Date.now() + setUpLinkValidMs).toISOString(),
      ),
    settled: async () => {
      // What one service says may lead to something another says.
      for (let round = 0; round < 2; round += 1) for (const service of services) await service.settled();
    },
    close: async () => {
      operatorServer.close();
      await app.close();
      for (const service of services) await service.stop();
      await bus.close();
      for (const database of databases) database.close();
      await sessions.close();
      await vault.close();
      rmSync(socket, { force: true });
      folder.release();
    },
  };
}
