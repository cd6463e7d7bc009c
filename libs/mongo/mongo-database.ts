import { createConnection, mongo, type Connection } from 'mongoose';

import { StorageUnavailable } from '#event-store/event-store.js';

import { MongoRefused } from './mongo-refused.js';
import { assertFit, standalone } from './server-fitness.js';
import { answering } from './storage-problem.js';

export interface MongoPlace {
  /** `mongodb://…` or `mongodb+srv://…`; may hold user and password. */
  readonly url: string;
  /** One of its own for every service, one for the key vault, one for sessions. */
  readonly database: string;
  readonly user?: string;
  readonly password?: string;
  /** PEM file of the authority that signed the server's certificate. */
  readonly caFile?: string;
  /** A server that is away is asked again for so long; 0 if left out. */
  readonly waitMs?: number;
  /** Told once a try that failed, for the log. */
  readonly onWaiting?: (because: string) => void;
}

const firstAnswerWithinMs = 5_000;
const collectionExists = 48;

/** A connection to one database, on a server that was found fit. */
export class MongoDatabase {
  private constructor(
    private readonly connection: Connection,
    private readonly native: mongo.Db,
    /** Without user and password. */
    readonly address: string,
  ) {}

  /**
   * Every write waits until a majority of the set has it in its journal; every read is of what a majority has, from the
   * primary, so that nothing that was answered with can be rolled back.
   *
   * @throws MongoRefused
   */
  static async open(place: MongoPlace): Promise<MongoDatabase> {
    const { waitMs = 0, onWaiting } = place;
    const until = performance.now() + waitMs;
    for (;;) {
      try {
        return await MongoDatabase.#openOnce(place);
      } catch (error) {
        const isAway = error instanceof MongoRefused && error.because === 'unreachable';
        if (!isAway || performance.now() >= until) throw error;
        onWaiting?.(error.message);
      }
    }
  }

  static async #openOnce({ url, database, user, password, caFile }: MongoPlace): Promise<MongoDatabase> {
    const address = withoutCredentials(url);
    let connection: Connection | undefined;
    try {
      connection = createConnection(url, {
        dbName: database,
        autoIndex: false,
        autoCreate: false,
        bufferCommands: false,
        w: 'majority',
        journal: true,
        readConcernLevel: 'majority',
        readPreference: 'primary',
        retryWrites: true,
        ignoreUndefined: true,
        serverSelectionTimeoutMS: firstAnswerWithinMs,
        connectTimeoutMS: firstAnswerWithinMs,
        // Longer than any answer is waited for, so that what is still under way is let go of in the end.
        socketTimeoutMS: 30_000,
        heartbeatFrequencyMS: 5_000,
        ...(user === undefined ? {} : { user }),
        ...(password === undefined ? {} : { pass: password }),
        ...(caFile === undefined ? {} : { tls: true, tlsCAFile: caFile }),
      });
      // It is emitted as well as thrown; nobody listening would end the process.
      connection.on('error', () => undefined);
      await connection.asPromise();
      const native = connection.db;
      if (native === undefined) throw new StorageUnavailable('unreachable');
      const admin = native.admin();
      const [hello, build] = [await admin.command({ hello: 1 }), await admin.command({ buildInfo: 1 })];
      assertFit(address, { setName: hello['setName'], msg: hello['msg'], version: build['version'] });
      // The first that needs to be allowed.
      await native.listCollections({}, { nameOnly: true }).toArray();
      return new MongoDatabase(connection, native, address);
    } catch (error) {
      await connection?.close(true).catch(() => undefined);
      throw refusalOf(error, address);
    }
  }

  get name(): string {
    return this.native.databaseName;
  }

  collection<Document extends mongo.Document>(name: string): mongo.Collection<Document> {
    return this.native.collection<Document>(name);
  }

  command(command: mongo.Document, withinMs?: number): Promise<mongo.Document> {
    return answering(() => this.native.command(command), withinMs);
  }

  async collectionNames(): Promise<readonly string[]> {
    const found = await answering(() => this.native.listCollections({}, { nameOnly: true }).toArray());
    return found.map(({ name }) => name);
  }

  /** Nothing to do where it is there. */
  async makeCollection(name: string): Promise<void> {
    await answering(() =>
      this.native.createCollection(name).catch((error: unknown) => {
        if (!(error instanceof mongo.MongoServerError) || error.code !== collectionExists) throw error;
      }),
    );
  }

  async dropCollection(name: string): Promise<void> {
    await answering(() => this.native.dropCollection(name));
  }

  /**
   * All or nothing, on one moment's view of the data. The work runs again when another transaction was in its way, so
   * it keeps nothing outside; what it returns is of the time that was committed.
   */
  transaction<Result>(work: (session: mongo.ClientSession) => Promise<Result>, withinMs?: number): Promise<Result> {
    const inOne = (session: mongo.ClientSession): Promise<Result> =>
      session.withTransaction(() => work(session), {
        readConcern: { level: 'snapshot' },
        writeConcern: { w: 'majority', j: true },
      });
    return answering(() => this.connection.getClient().withSession(inOne), withinMs);
  }

  /** Tells of every insertion into these collections. */
  watchInsertions(collections: readonly string[]): mongo.ChangeStream {
    return this.native.watch([
      { $match: { operationType: 'insert', 'ns.coll': { $in: collections } } },
      { $project: { _id: 1, operationType: 1, ns: 1, documentKey: 1 } },
    ]);
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}

const withoutCredentials = (url: string): string =>
  url
    .replace(/^mongodb(\+srv)?:\/\//, '')
    .replace(/^[^/]*@/, '')
    .replace(/[/?].*$/, '');

/** By name: the parser of addresses has a class of its own under the same one. */
const malformed = new Set(['MongoParseError', 'MongoInvalidArgumentError', 'MongoMissingCredentialsError']);
const notAuthorised = new Set([13, 18, 8000]);

function refusalOf(error: unknown, address: string): Error {
  if (error instanceof MongoRefused) return error;
  const cause = { cause: error };
  if (error instanceof mongo.MongoError && typeof error.code === 'number' && notAuthorised.has(error.code)) {
    const sentence = `MongoDB at ${address} does not accept this user and password, or the user may not use this database.`;
    return new MongoRefused('credentials', sentence, cause);
  }
  if (isOfStandalone(error)) return standalone(address);
  if (error instanceof Error && malformed.has(error.name)) {
    const sentence = `The address of MongoDB is not one: ${error.message}. It has the form mongodb://host:27017/?replicaSet=name.`;
    return new MongoRefused('address-malformed', sentence, cause);
  }
  const isAway = error instanceof Error && (error instanceof StorageUnavailable || error.name.startsWith('Mongo'));
  if (!isAway) return error instanceof Error ? error : new Error(String(error));
  const sentence = `MongoDB at ${address} does not answer as it should: ${firstLine(error.message)}.`;
  return new MongoRefused('unreachable', sentence, cause);
}

const firstLine = (message: string): string => (message.split('\n')[0] ?? '').replace(/\.$/, '');

/** The driver met a server that is of no set: asked for a set by name, it then keeps none on its list. */
function isOfStandalone(error: unknown): boolean {
  if (!(error instanceof Error) || !('reason' in error)) return false;
  const { reason } = error;
  if (typeof reason !== 'object' || reason === null || !('servers' in reason)) return false;
  return reason.servers instanceof Map && reason.servers.size === 0;
}
