import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { Inbox, inboxEventTypes } from '#event-store/inbox.js';
import { openSqliteEventStore } from '#event-store/sqlite/open-sqlite-event-store.js';
import { ErasureFile, erasuresFileName } from '#key-vault/erasure-file.js';
import type { KeyVault } from '#key-vault/key-vault.js';
import { openMasterKey } from '#key-vault/master-key.js';
import { openMongoKeyVault } from '#key-vault/mongo/open-mongo-key-vault.js';
import { openKafkaBus } from '#messaging/kafka/kafka-bus.js';
import { kafkaSettings } from '#messaging/kafka/kafka-settings.js';
import { topicsWanted } from '#messaging/kafka/topics.js';
import type { Message } from '#messaging/message-bus.js';
import { MongoDatabase } from '#mongo/mongo-database.js';
import { BusStorage } from '#messaging/embedded/bus-storage.js';
import { readConfiguration } from '#service-kit/configuration/configuration.js';
import { isSampleInstallation } from '#service-kit/distributed/installation.js';
import { openDataFolder } from '#service-kit/embedded/data-folder.js';
import type { Moved } from '#service-kit/moving/move-house.js';
import { StartRefused } from '#service-kit/configuration/start-refused.js';
import { describeUnless } from '#service-kit/testing/describe-unless.js';
import { Database } from '#sqlite/database.js';

import { missing } from '../../infra/local-servers/both.mjs';
import * as kafka from '../../infra/local-servers/kafka.mjs';
import { start, type LocalMongod } from '../../infra/local-servers/mongod.mjs';
import { startPlatform } from '../../apps/platform/src/platform.js';
import { runNewid } from '../../apps/command-line/src/newid.js';
import {
  aBallot,
  aSampleHouse,
  emptyMongo,
  flawsIn,
  Folders,
  furnish,
  hashesOf,
  insideFolder,
  insideMongo,
  letters,
  silent,
  storiesIn,
} from './two-houses.js';

const [because] = missing();

interface Ended {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

const filesOf = (folder: string): readonly string[] => readdirSync(join(folder, 'files'));

const opened = (version: number): Message => ({
  specversion: '1.0',
  id: `programme/1@${String(version)}`,
  source: 'programme-design',
  type: 'period.opened.v1',
  subject: 'programme/1',
  time: '2026-03-01T10:00:00Z',
  datacontenttype: 'application/json',
  organisation: 'org-1',
  correlation: 'test',
  data: {},
});

const unheard = { info: () => undefined, warn: () => undefined, error: () => undefined };

describeUnless(because, 'newid move', () => {
  const folders = new Folders();
  const sample = folders.named('sample');
  let mongod: LocalMongod;
  let furnished: Awaited<ReturnType<typeof furnish>>;

  beforeAll(async () => {
    mongod = await start();
    await aSampleHouse(sample);
    furnished = await furnish(sample);
  }, 180_000);
  beforeEach(() => emptyMongo(mongod.url), 60_000);
  afterAll(async () => {
    await mongod.stop();
    folders.remove();
  }, 60_000);

  /** A copy of the sample's folder, to be moved. */
  const aHouse = (name: string): string => {
    const folder = folders.named(name);
    cpSync(sample, folder, { recursive: true });
    return folder;
  };

  const move = (services: string, ...given: readonly string[]): Promise<Ended> => moveIn(environment(services), given);
  const moveIn = (surroundings: Readonly<Record<string, string>>, given: readonly string[]): Promise<Ended> =>
    newidIn(surroundings, ['move', ...given]);
  async function newidIn(surroundings: Readonly<Record<string, string>>, given: readonly string[]): Promise<Ended> {
    const written = { output: '', errors: '' };
    const code = await runNewid(given, {
      input: (async function* () {})(),
      output: { write: (text) => (written.output += text) },
      errors: { write: (text) => (written.errors += text) },
      environment: surroundings,
    });
    return { code, ...written };
  }
  /** The master key and the secret stay where the sample was made. */
  const environment = (services: string) => ({
    NEWID_DATA: services,
    NEWID_LOG_LEVEL: 'silent',
    NEWID_MASTER_KEY_FILE: join(sample, 'master.key'),
    NEWID_SECRET_FILE: join(sample, 'secret.key'),
    NEWID_MONGO_URL: mongod.url,
  });
  const there = (folder: string): readonly string[] => ['--from', `sqlite:${folder}`, '--to', `mongo:${mongod.url}`];

  it('moves the sample to MongoDB and back: the same hashes, stories, accounts and files, and neither end is taken for what it is not', async () => {
    const [house, services, back] = [aHouse('house'), folders.named('services'), folders.named('back')];
    const masterKey = join(sample, 'master.key');
    const before = await insideFolder(house);
    const [hashes, stories] = [await hashesOf(before), await storiesIn(before)];
    await before.close();
    expect(stories.size).toBeGreaterThan(5);

    const ended = await move(services, ...there(house), '--json');
    expect(ended).toMatchObject({ code: 0 });
    const moved = JSON.parse(ended.output) as Moved & { readonly isSame: boolean };
    expect(moved).toMatchObject({ isSame: true, wentOn: false, files: filesOf(house).length });
    expect(filesOf(house)).toContain('waiting.sealed');
    expect(moved.services.map(({ service }) => service)).toEqual([
      'identity-access',
      'programme-design',
      'story-submission',
      'panel-review',
      'impact-reporting',
    ]);
    expect(ended.errors).toMatch(/^Events of story-submission: (\d+) of \1$/m);

    const inMongo = await insideMongo(mongod.url, services, masterKey);
    try {
      expect(await hashesOf(inMongo)).toEqual(hashes);
      expect(await flawsIn(inMongo)).toEqual([]);
      expect(await storiesIn(inMongo)).toEqual(stories);
      expect(await inMongo.sessions.seeLink(furnished.link)).toMatchObject({ person: furnished.person });
      expect(await inMongo.sessions.credentials.credentialsOf(furnished.person)).toEqual({
        revision: 1,
        credentials: { password: '$argon2id$of-the-test' },
      });
      expect(await inMongo.sessions.credentials.personNamed('hash-of-a-name')).toBe(furnished.person);
      expect(await inMongo.slots.ballots('round/secret')).toEqual(new Map([['one-slot', aBallot]]));
      expect(await inMongo.slots.put('round/secret', 'late', aBallot)).toBe(false);
      const [organisation = ''] = await inMongo.sessions.organisations();
      const read: Buffer[] = [];
      for await (const part of inMongo.files.read('waiting', organisation)) read.push(part);
      for await (const whole of letters(600_000)) expect(Buffer.concat(read).equals(whole)).toBe(true);
    } finally {
      await inMongo.close();
    }

    const configuration = readConfiguration({ ...silent, NEWID_DATA: house });
    expect(() => openDataFolder(configuration, false)).toThrow(/ was moved to MongoDB at 127\.0\.0\.1:\d+ and goes on/);
    expect(await move(services, ...there(house))).toMatchObject({ code: 2, output: '' });

    const returned = await move(services, '--from', 'mongo:', '--to', `sqlite:${back}`, '--no-kafka');
    expect(returned).toMatchObject({ code: 0 });
    expect(returned.output).toContain('Whoever was signed in signs in again.\n');
    const again = await insideFolder(back, masterKey);
    try {
      expect(await hashesOf(again)).toEqual(hashes);
      expect(await flawsIn(again)).toEqual([]);
      expect(await storiesIn(again)).toEqual(stories);
      expect(await again.slots.ballots('round/secret')).toEqual(new Map([['one-slot', aBallot]]));
    } finally {
      await again.close();
    }
    const sessions = await MongoDatabase.open({ url: mongod.url, database: 'newid-sessions' });
    await expect(isSampleInstallation(sessions, configuration)).rejects.toThrow(StartRefused);
    await sessions.close();

    const backConfiguration = readConfiguration({ ...environment(back), ...silent, NEWID_DATA: back });
    const platform = await startPlatform(backConfiguration, openDataFolder(backConfiguration, false));
    expect((await fetch(`${platform.address}/readyz`)).status).toBe(200);
    await platform.close();
  }, 240_000);

  it('goes on after a kill -9 in any of its steps, and nobody starts on half a house', async () => {
    const [house, services] = [aHouse('killed'), folders.named('services-of-killed')];
    const before = await insideFolder(house);
    const hashes = await hashesOf(before);
    await before.close();
    const steps = ['Events of story-submission', 'Keys', 'Sealed files', 'Read models of panel-review'];
    for (const step of steps) {
      expect(await killedAt(step, services, there(house))).toBe('SIGKILL');
      const sessions = await MongoDatabase.open({ url: mongod.url, database: 'newid-sessions' });
      const configuration = readConfiguration({ ...silent, NEWID_DATA: services });
      await expect(isSampleInstallation(sessions, configuration)).rejects.toThrow(/is not finished/);
      await sessions.close();
    }
    const ended = await move(services, ...there(house), '--json');
    expect(ended).toMatchObject({ code: 0 });
    expect(JSON.parse(ended.output)).toMatchObject({ wentOn: true, isSame: true });
    const inMongo = await insideMongo(mongod.url, services, join(sample, 'master.key'));
    expect(await hashesOf(inMongo)).toEqual(hashes);
    expect(await flawsIn(inMongo)).toEqual([]);
    await inMongo.close();
  }, 240_000);

  /** Loaded before the command. On a busy machine it would be through before we had read what it says. */
  const killedIn = (step: string): string =>
    `data:text/javascript,${encodeURIComponent(`
      const write = process.stderr.write.bind(process.stderr);
      process.stderr.write = (text) => {
        if (text.includes(${JSON.stringify(step)})) setTimeout(() => process.kill(process.pid, 'SIGKILL'), 5);
        return write(text);
      };
    `)}`;

  /** The command as a process, killed with -9 just after it says that a step has begun. */
  async function killedAt(step: string, services: string, given: readonly string[]): Promise<string | null> {
    const command = ['--import', killedIn(step), resolve('bin/newid.mjs'), 'move', ...given];
    const process = spawn(globalThis.process.execPath, command, {
      env: { ...globalThis.process.env, ...environment(services) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    process.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    return new Promise((done, failed) => {
      process.on('close', (code, signal) => {
        if (signal === null) failed(new Error(`It ended with ${String(code)} before ${step}: ${said}`));
        else done(signal);
      });
    });
  }

  it('refuses a target that is not empty, in MongoDB or in a folder, and leaves both ends as they were', async () => {
    const [house, services] = [aHouse('not-empty'), folders.named('services-not-empty')];
    const reviews = await MongoDatabase.open({ url: mongod.url, database: 'newid-panel-review' });
    await reviews.collection<{ readonly _id: string }>('commits').insertOne({ _id: 'somebody else’s' });
    const refused = await move(services, ...there(house));
    expect(refused).toMatchObject({ code: 2, output: '' });
    expect(refused.errors).toContain('is not empty: there is newid-panel-review.commits.');
    expect(existsSync(join(house, 'move.json'))).toBe(false);
    await reviews.collection('commits').deleteMany({});
    await reviews.close();

    expect(await move(services, ...there(house))).toMatchObject({ code: 0 });
    const full = folders.named('full');
    mkdirSync(full);
    writeFileSync(join(full, 'vault.db'), '');
    const intoFolder = await move(services, '--from', 'mongo:', '--to', `sqlite:${full}`, '--no-kafka');
    expect(intoFolder).toMatchObject({ code: 2, output: '' });
    expect(intoFolder.errors).toContain('is not empty: there is vault.db.');
    expect(readFileSync(join(full, 'vault.db'), 'utf8')).toBe('');
  }, 120_000);

  it('refuses an unfinished move of another house', async () => {
    const [one, other] = [aHouse('one'), aHouse('other')];
    const services = folders.named('services-of-one');
    await killedAt('Keys', services, there(one));
    const refused = await move(services, ...there(other));
    expect(refused).toMatchObject({ code: 2, output: '' });
    expect(refused.errors).toContain(`holds an unfinished move from ${one}.`);
  }, 120_000);

  it('refuses while something is on its way, says what and how to drain it, and moves nothing', async () => {
    const house = aHouse('undrained');
    const services = folders.named('services-of-undrained');
    const busDatabase = new Database(join(house, 'bus.db'));
    new BusStorage(busDatabase).add('newid.programme-design', [opened(1)]);
    busDatabase.close();
    const reviews = new Database(join(house, 'panel-review.db'));
    const { store } = openSqliteEventStore(reviews, inboxEventTypes);
    // Taken, and killed before anything was made of it.
    for (const version of [2, 3]) await new Inbox(store, 'panel-review').take(opened(version));
    await store.close();
    reviews.close();

    const refused = await move(services, ...there(house));
    expect(refused).toMatchObject({ code: 2, output: '' });
    expect(refused.errors).toContain('  panel-review, outbox: 2 commits are not worked off\n');
    expect(refused.errors).toContain('  panel-review has not taken 1 messages of newid.programme-design\n');
    expect(refused.errors).toContain('Start Newid there');
    expect(existsSync(join(house, 'move.json'))).toBe(false);
    const stories = await MongoDatabase.open({ url: mongod.url, database: 'newid-story-submission' });
    expect((await stories.collectionNames()).filter((name) => name !== 'leases')).toEqual([]);
    await stories.close();
  }, 120_000);

  it('asks Kafka what is on its way between services, before it moves back', async () => {
    const [house, services] = [aHouse('asked'), folders.named('services-of-asked')];
    expect(await move(services, ...there(house))).toMatchObject({ code: 0 });
    const server = await kafka.start();
    try {
      const surroundings = { ...environment(services), NEWID_KAFKA_BROKERS: server.brokers.join(',') };
      const settings = kafkaSettings(surroundings, 'test');
      const topics = topicsWanted(resolve('.'));
      const bus = await openKafkaBus({ settings, topics, log: unheard, onCrash: () => undefined });
      await bus.publish('newid.programme-design', [opened(1)]);
      await bus.close();
      const back = (folder: string) => ['--from', 'mongo:', '--to', `sqlite:${folders.named(folder)}`] as const;
      const refused = await moveIn(surroundings, back('asked-back'));
      expect(refused).toMatchObject({ code: 2, output: '' });
      expect(refused.errors).toContain('  story-submission has not taken 1 messages of newid.programme-design\n');

      // The same Kafka as seen by an installation of which nothing is there.
      const other = { ...surroundings, NEWID_KAFKA_PREFIX: 'other.' };
      expect(await moveIn(other, back('asked-back'))).toMatchObject({ code: 0 });
    } finally {
      await server.stop();
    }
  }, 240_000);

  it('refuses a house in which Newid is running, and places that it cannot understand', async () => {
    const house = aHouse('running');
    const services = folders.named('services-of-running');
    const configuration = readConfiguration({ ...silent, NEWID_DATA: house });
    const platform = await startPlatform(configuration, openDataFolder(configuration, false));
    try {
      const refused = await move(services, ...there(house));
      expect(refused).toMatchObject({ code: 2, output: '' });
      expect(refused.errors).toContain(`Newid is running with ${house}`);
    } finally {
      await platform.close();
    }
    expect(await move(services, '--from', house, '--to', 'mongo:')).toMatchObject({ code: 2 });
    const sameShape = await move(services, '--from', 'sqlite:one', '--to', 'sqlite:other');
    expect(sameShape.errors).toContain('a move goes from one shape to the other');
  }, 120_000);

  it('saves what is in MongoDB to two places and goes on; put back elsewhere, all is there but what was erased since', async () => {
    const [services, anew] = [folders.named('services-of-saved'), folders.named('services-anew')];
    const masterKeyFile = join(sample, 'master.key');
    expect(await move(services, ...there(aHouse('saved')))).toMatchObject({ code: 0 });
    const parts = ['--data', folders.named('saved-data'), '--keys', folders.named('saved-keys')];
    const newid = (folder: string, ...given: readonly string[]): Promise<Ended> =>
      newidIn({ ...environment(folder), NEWID_SHAPE: 'distributed' }, [...given, ...parts]);
    const inMongo = await insideMongo(mongod.url, services, masterKeyFile);
    const [hashes, stories] = [await hashesOf(inMongo), await storiesIn(inMongo)];
    await inMongo.close();

    expect(await newid(services, 'backup', '--no-kafka')).toMatchObject({ code: 0 });
    expect(readdirSync(services).sort()).toEqual(['keys', 'round-keys']);
    const sessions = await MongoDatabase.open({ url: mongod.url, database: 'newid-sessions' });
    expect(await isSampleInstallation(sessions, readConfiguration({ ...silent, NEWID_DATA: services }))).toBe(true);
    await sessions.close();
    expect(await newid(services, 'restore')).toMatchObject({ code: 2, output: '' });

    /** As a service opens it when it starts. */
    const vaultOf = async (folder: string): Promise<KeyVault> =>
      openMongoKeyVault({
        database: await MongoDatabase.open({ url: mongod.url, database: 'newid-key-vault' }),
        keysFolder: join(folder, 'keys'),
        masterKey: openMasterKey({ file: masterKeyFile, createIfMissing: false }),
        erasures: new ErasureFile(join(folder, 'keys', erasuresFileName)),
      });
    const [erased = ''] = stories.keys();
    const vault = await vaultOf(services);
    await vault.erase(erased, { id: 'erased-since', actor: 'A1', at: '2026-11-21T10:00:00.000Z' });
    await vault.close();
    // The machines are lost; the master key, the secret and the list of erasures were kept elsewhere.
    await emptyMongo(mongod.url);
    mkdirSync(join(anew, 'keys'), { recursive: true });
    cpSync(join(services, 'keys', erasuresFileName), join(anew, 'keys', erasuresFileName));
    expect(await newid(anew, 'restore')).toMatchObject({ code: 0 });
    await (await vaultOf(anew)).close();
    const again = await insideMongo(mongod.url, anew, masterKeyFile);
    try {
      expect(await hashesOf(again)).toEqual(hashes);
      expect(await flawsIn(again)).toEqual([]);
      expect(await storiesIn(again)).toEqual(new Map([...stories].filter(([story]) => story !== erased)));
      expect(await again.slots.ballots('round/secret')).toEqual(new Map([['one-slot', aBallot]]));
      expect(await again.sessions.seeLink(furnished.link)).toMatchObject({ person: furnished.person });
    } finally {
      await again.close();
    }
  }, 240_000);
});
