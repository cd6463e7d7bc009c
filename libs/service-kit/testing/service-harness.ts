import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import type { HeldRole } from '#access/principal.js';
import type { Sessions } from '#access/sessions.js';
import { SqliteSessions } from '#access/sqlite/sqlite-sessions.js';
import { topicOf, type Contract, type ContractData } from '#contracts/shared/contract.js';
import { openSqliteEventStore } from '#event-store/sqlite/open-sqlite-event-store.js';
import type { Erasure } from '#key-vault/erasure-ledger.js';
import { openMasterKey } from '#key-vault/master-key.js';
import type { KeyVault } from '#key-vault/key-vault.js';
import { openSqliteKeyVault } from '#key-vault/sqlite/open-sqlite-key-vault.js';
import { OutboxFolder } from '#mail/folder/outbox-folder.js';
import { OutgoingMail } from '#mail/outgoing-mail.js';
import { lettersIn, type ReadLetter } from '#mail/testing/letters-in.js';
import { EmbeddedBus } from '#messaging/embedded/embedded-bus.js';
import type { Message } from '#messaging/message-bus.js';
import { SqliteCheckpoints } from '#projections/sqlite/sqlite-checkpoints.js';
import { SqliteViewStorage } from '#projections/sqlite/sqlite-view-storage.js';
import { Database } from '#sqlite/database.js';
import type { ErrorCatalogue } from '#web/errors/error-catalogue.js';
import { csrfToken } from '#web/security/csrf.js';
import { visitor, type Visitor } from '#web/testing/visitor.js';

import { SealedFolder } from '../embedded/sealed-folder.js';
import { SqliteBallotSlots } from '../embedded/sqlite-ballot-slots.js';
import type { Clock } from '../clock.js';
import { createHttpApp } from '../http/http-app.js';
import { newId } from '../ids.js';
import { RoundKeyFiles } from '../ballots/round-key-files.js';
import type { ServiceDefinition, ServiceRuntime } from '../service.js';
import { composeService, type RunningService } from '../starting/start-service.js';
import type { VirusScan } from '../files/virus-scan.js';

/** A person who asks in a test: the roles they hold, in which organisation (`pont-y-bore` if left out). */
export interface TestPerson {
  readonly person: string;
  readonly roles: readonly HeldRole[];
  readonly organisation?: string;
  readonly language?: 'en' | 'cy';
}

export interface TestService {
  readonly sessions: Sessions;
  readonly app: NestFastifyApplication;
  readonly runtime: ServiceRuntime;
  readonly running: RunningService;
  readonly vault: KeyVault;
  /** Where all of its files lie. */
  readonly folder: string;
  /** Headers of a signed-in API client, with a new Idempotency-Key at each call. */
  as(person: TestPerson): Promise<Readonly<Record<string, string>>>;
  /** A browser: signed in by cookie, or nobody. Its forms carry the csrf token and a new command id. */
  browser(person?: TestPerson): Promise<Visitor>;
  /** Delivers a message of another service, as the bus would. */
  receive<C extends Contract>(
    contract: C,
    subject: string,
    data: ContractData<C>,
    organisation?: string,
  ): Promise<void>;
  /** Letters it has sent, as people would read them. */
  letters(): Promise<readonly ReadLetter[]>;
  /** What it has said on the bus, in order. */
  said(): readonly Message[];
  /** What an older copy of its data would have to do again. */
  takenAway(): readonly Erasure[];
  /** Lines of its log that are warnings. */
  warned(): readonly string[];
  settled(): Promise<void>;
  close(): Promise<void>;
}

const at = '2026-11-21T10:00:00.000Z';

/** One service alone on real SQLite stores in a folder of its own, behind everything a composition root puts before it. */
export async function startTestService(
  defined: ServiceDefinition | ((sessions: Sessions) => ServiceDefinition),
  catalogue: ErrorCatalogue,
  clock: Clock = { now: () => at },
  scanner?: VirusScan,
): Promise<TestService> {
  const folder = mkdtempSync(join(tmpdir(), 'newid-service-'));
  // Sessions go by the same clock: a link that is made has to be in time.
  const sessions = new SqliteSessions(new Database(join(folder, 'sessions.db')), () => Date.parse(clock.now()));
  const definition = typeof defined === 'function' ? defined(sessions) : defined;
  const problems: string[] = [];
  const warned: string[] = [];
  const log = {
    info: () => undefined,
    warn: (fields: Readonly<Record<string, unknown>>, message: string) => {
      warned.push(`${message} ${JSON.stringify(fields)}`);
    },
    error: (fields: Readonly<Record<string, unknown>>, message: string) => {
      problems.push(`${message} ${JSON.stringify(fields)}`);
    },
  };
  const database = new Database(join(folder, 'service.db'));
  const ofSlots = new Database(join(folder, 'slots.db'));
  const masterKey = openMasterKey({ file: join(folder, 'master.key'), createIfMissing: true });
  const takenAway: Erasure[] = [];
  const vault = await openSqliteKeyVault({
    file: join(folder, 'vault.db'),
    keysFolder: join(folder, 'keys'),
    masterKey,
    erasures: {
      note: async (erasure) => {
        takenAway.push(erasure);
      },
      all: async () => takenAway,
    },
  });
  const bus = new EmbeddedBus({ file: join(folder, 'bus.db'), log });
  const secret = new Uint8Array(32).fill(3);
  const { store, relay } = openSqliteEventStore(database, definition.eventTypes, { apartMs: 0 });
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
    ...(scanner === undefined ? {} : { scanner }),
    clock,
    log,
    secret,
  });
  const said: Message[] = [];
  const listening = await bus.subscribe({
    topics: [topicOf(definition.name)],
    group: 'test',
    handle: async (message) => {
      said.push(message);
    },
  });
  await running.start();
  const app = await createHttpApp({
    modules: [definition.module(running.runtime)],
    services: [running],
    catalogues: [catalogue],
    sessions,
    vault,
    clock,
    log,
    secret,
    isHttps: false,
    isSample: true,
    rateLimits: 'off',
    exitTo: 'https://weather.example/',
    naming: async (principal) => ({
      organisation: 'Pont y Bore',
      ...(principal.kind === 'person' ? { person: principal.person } : {}),
    }),
  });
  const tokenOf = async ({ person, roles, organisation = 'pont-y-bore', language = 'en' }: TestPerson) => {
    await sessions.setAccount({ person, organisation, roles, language, isSample: true });
    return sessions.begin(person);
  };
  let received = 0;
  const settled = async (): Promise<void> => {
    await running.settled();
    await listening.caughtUp();
    if (problems.length > 0) throw new Error(problems.join('\n'));
  };
  return {
    sessions,
    app,
    runtime: running.runtime,
    running,
    vault,
    folder,
    as: async (person) => ({ authorization: `Bearer ${await tokenOf(person)}`, 'idempotency-key': newId() }),
    browser: async (person) => {
      const token = person === undefined ? undefined : await tokenOf(person);
      const plain = visitor(app, token === undefined ? {} : { cookie: `newid-session=${token}` });
      const hidden = () => ({ csrf: csrfToken(secret, token ?? ''), command: newId() });
      return { open: plain.open, send: (address, form) => plain.send(address, { ...hidden(), ...form }) };
    },
    receive: async (contract, subject, data, organisation = 'pont-y-bore') => {
      received += 1;
      const message: Message = {
        specversion: '1.0',
        id: `${subject}@test-${String(received)}`,
        source: contract.source,
        type: contract.type,
        subject,
        time: at,
        datacontenttype: 'application/json',
        organisation,
        correlation: 'test',
        data,
      };
      await bus.publish(topicOf(contract.source), [message]);
      await settled();
    },
    letters: () => lettersIn(join(folder, 'outbox')),
    said: () => said,
    takenAway: () => takenAway,
    warned: () => warned,
    settled,
    close: async () => {
      await app.close();
      await listening.close();
      await running.stop();
      await bus.close();
      await vault.close();
      await sessions.close();
      database.close();
      ofSlots.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
