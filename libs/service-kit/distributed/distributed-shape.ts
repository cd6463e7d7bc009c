import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';

import { MongoSessions } from '#access/mongo/mongo-sessions.js';
import { openMongoEventStore } from '#event-store/mongo/open-mongo-event-store.js';
import { ErasureFile, erasuresFileName } from '#key-vault/erasure-file.js';
import { openMongoKeyVault } from '#key-vault/mongo/open-mongo-key-vault.js';
import { OutboxFolder } from '#mail/folder/outbox-folder.js';
import { SmtpMailer } from '#mail/smtp/smtp-mailer.js';
import { openKafkaBus } from '#messaging/kafka/kafka-bus.js';
import { kafkaSettings, KafkaUnusable } from '#messaging/kafka/kafka-settings.js';
import { topicsWanted } from '#messaging/kafka/topics.js';
import { MongoDatabase } from '#mongo/mongo-database.js';
import { MongoCheckpoints } from '#projections/mongo/mongo-checkpoints.js';
import { MongoViewStorage } from '#projections/mongo/mongo-view-storage.js';
import { rootFolderOf } from '#web/source-folder.js';

import type { Configuration } from '../configuration/configuration.js';
import { openLog, tellReapplied } from '../starting/logging.js';
import { readSecret } from '../configuration/secret-file.js';
import { mailServerOf } from '../configuration/mail-server-of.js';
import { masterKeysOf } from '../configuration/master-keys-of.js';
import { RoundKeyFiles } from '../ballots/round-key-files.js';
import type { ServiceLog } from '../service.js';
import type { OpenShape, Shape } from '../starting/shape.js';
import { StartRefused } from '../configuration/start-refused.js';
import { isSampleInstallation } from './installation.js';
import { LeasedTurn, oneAtATime } from './leased-turn.js';
import { mongoAddress } from './mongo-address.js';
import { MongoBallotSlots } from './mongo-ballot-slots.js';
import { SealedCollection } from './sealed-collection.js';

/** Another instance that stands still for less reads on without a gap. */
const viewsKeptForMs = 30_000;

type Given = Parameters<OpenShape>[1];

/** One service in its process: MongoDB for all that is kept, Kafka between the services. */
export const openDistributedShape: OpenShape = async (configuration, given) => {
  const log = openLog(given.name, configuration.NEWID_LOG_LEVEL);
  /** What was opened is closed in the opposite order, also when the next cannot be opened. */
  const open: (() => Promise<void>)[] = [];
  const closeAll = async (): Promise<void> => {
    for (let close = open.pop(); close !== undefined; close = open.pop()) await close();
  };
  try {
    return { ...(await openAll(configuration, given, log, open)), close: closeAll };
  } catch (error) {
    await closeAll();
    throw error instanceof KafkaUnusable ? new StartRefused(error.message, { cause: error }) : error;
  }
};

async function openAll(
  configuration: Configuration,
  { name, environment }: Given,
  log: ServiceLog,
  open: (() => Promise<void>)[],
): Promise<Omit<Shape, 'close'>> {
  const url = mongoAddress(environment);
  const settings = kafkaSettings(environment, name);
  const within = (path: string): string => join(resolve(configuration.NEWID_DATA), path);
  const secret = readSecret(configuration.NEWID_SECRET_FILE ?? within('secret.key'), false);
  const masterKey = masterKeysOf(configuration, {
    file: configuration.NEWID_MASTER_KEY_FILE ?? within('master.key'),
    createIfMissing: false,
    keysFolder: makeFolder(within('keys')),
  });
  const server = mailServerOf(configuration);
  const { NEWID_MAIL_FROM: from } = configuration;
  const mailer = server === undefined ? new OutboxFolder(within('outbox'), from) : new SmtpMailer(server, from);
  open.push(() => mailer.close());
  const waitMs = configuration.NEWID_WAIT_SECONDS * 1_000;
  const database = (of: string): Promise<MongoDatabase> =>
    MongoDatabase.open({
      url,
      database: `newid-${of}`,
      waitMs,
      onWaiting: (because) => {
        log.warn({}, `Waiting for MongoDB. ${because}`);
      },
    });

  const own = await database(name);
  open.push(() => own.close());
  const ofSessions = await database('sessions');
  const sessions = await MongoSessions.open(ofSessions);
  open.push(() => sessions.close());
  const ofVault = await database('key-vault');
  // Each of several first starts would make an epoch key of its own.
  const erasures = new ErasureFile(configuration.NEWID_ERASURES_FILE ?? within(join('keys', erasuresFileName)));
  const vault = await oneAtATime(ofVault, 'opening', () =>
    openMongoKeyVault({
      ...{ database: ofVault, keysFolder: within('keys'), masterKey, erasures },
      onReapplied: tellReapplied(log),
    }),
  );
  open.push(() => vault.close());
  const isSample = await isSampleInstallation(ofSessions, configuration);
  const files = await SealedCollection.open(own, vault);
  const bus = await openKafkaBus({
    settings,
    topics: topicsWanted(rootFolderOf(import.meta.url)),
    log,
    waitMs,
    onCrash: (because) => {
      log.error({ because }, 'Kafka cannot be gone on with: the process ends, to be started anew');
      process.exit(1);
    },
  });
  open.push(() => bus.close());

  return {
    vault,
    sessions,
    bus,
    files,
    slots: new MongoBallotSlots(own, new RoundKeyFiles(within('round-keys'))),
    mailer,
    secret,
    isSample,
    isNew: (await sessions.organisations()).length === 0,
    operatorSocket: within(`operator-${name}-${String(process.pid)}.sock`),
    where: `MongoDB at ${own.address}`,
    storesOf: async ({ name: service, eventTypes }) => {
      if (service !== name) throw new Error(`${service} is not the service of this process, ${name}`);
      const turn = new LeasedTurn(own, `${hostname()}/${String(process.pid)}/${randomUUID()}`);
      const { store, relay, signal } = await openMongoEventStore(own, eventTypes);
      const viewStorage = await MongoViewStorage.open(own, viewsKeptForMs);
      await signal.start();
      open.push(async () => {
        await signal.stop();
        await turn.giveBack().catch(() => undefined);
      });
      return { store, relay, viewStorage, checkpoints: new MongoCheckpoints(own), turn };
    },
  };
}

/** @throws StartRefused */
function makeFolder(path: string): string {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  } catch (cause) {
    throw new StartRefused(`The folder of epoch keys, ${path}, is not there and cannot be made.`, { cause });
  }
}
