import { randomBytes } from 'node:crypto';

import { describeUnless } from '#service-kit/testing/describe-unless.js';

import { missing, start, type LocalMongod } from '../../../infra/local-servers/mongod.mjs';

import { MongoDatabase } from '../mongo-database.js';

const given = process.env['NEWID_TEST_MONGO'];
const because = given === undefined || given === '' ? missing() : undefined;

/** Suites that need a MongoDB: marked as skipped, with what is missing as their name, where there is none to be had. */
export function describeOnMongo(name: string, suite: (mongo: MongoForTests) => void): void {
  describeUnless(because, name, () => {
    // Every write is flushed to a disk that other work may share.
    import.meta.jest.setTimeout(60_000);
    const mongo = new MongoForTests();
    beforeAll(() => mongo.start(), 120_000);
    afterAll(() => mongo.stop(), 60_000);
    suite(mongo);
  });
}

/** One server for a file of tests; a database for each that asks, dropped at the end. */
export class MongoForTests {
  #server: LocalMongod | undefined;
  #url = '';
  readonly #made: string[] = [];
  readonly #open: MongoDatabase[] = [];

  get url(): string {
    return this.#url;
  }

  /** Undefined where the tests were given a server that is not theirs to stop. */
  get server(): LocalMongod | undefined {
    return this.#server;
  }

  async start(): Promise<void> {
    if (given === undefined || given === '') this.#server = await start();
    this.#url = this.#server?.url ?? given ?? '';
  }

  newName(): string {
    const name = `newid-test-${randomBytes(6).toString('hex')}`;
    this.#made.push(name);
    return name;
  }

  /** Another connection, as another process would have. */
  async connect(database = this.newName()): Promise<MongoDatabase> {
    const opened = await MongoDatabase.open({ url: this.#url, database });
    this.#open.push(opened);
    return opened;
  }

  async stop(): Promise<void> {
    for (const database of this.#open) await database.close().catch(() => undefined);
    if (this.#server === undefined && this.#url !== '') {
      for (const name of this.#made) {
        const database = await MongoDatabase.open({ url: this.#url, database: name });
        await database.command({ dropDatabase: 1 });
        await database.close();
      }
    }
    await this.#server?.stop();
  }
}
