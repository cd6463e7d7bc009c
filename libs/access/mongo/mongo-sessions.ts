import { createHash, randomBytes, randomUUID } from 'node:crypto';

import { Schema, type mongo } from 'mongoose';

import { assertIndexes } from '#mongo/declared-indexes.js';
import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering } from '#mongo/storage-problem.js';

import type { Place } from '../place.js';
import {
  absoluteLimitMs,
  clearedAfterMs,
  idleLimitMs,
  unknownPlace,
  type AccountFacts,
  type OneTimeLink,
  type Session,
  type Sessions,
} from '../sessions.js';
import { credentialCollections, MongoCredentials } from './mongo-credentials.js';

interface AccountDocument {
  /** The person. */
  readonly _id: string;
  readonly organisation: string;
  readonly facts: AccountFacts;
}

interface SessionDocument {
  /** Hash of the token. */
  readonly _id: string;
  readonly id: string;
  readonly person: string;
  readonly begunMs: number;
  readonly seenMs: number;
  readonly place: Place;
}

interface LinkDocument {
  /** Hash of the token. */
  readonly _id: string;
  readonly link: OneTimeLink;
  readonly expiresMs: number;
}

const plain = { versionKey: false, autoIndex: false } as const;

const accountSchema = new Schema<AccountDocument>(
  { _id: String, organisation: String, facts: Schema.Types.Mixed },
  plain,
);
accountSchema.index({ organisation: 1, _id: 1 }, { name: 'accounts-of-organisation' });

const sessionSchema = new Schema<SessionDocument>(
  { _id: String, id: String, person: String, begunMs: Number, seenMs: Number, place: Schema.Types.Mixed },
  plain,
);
sessionSchema.index({ id: 1 }, { name: 'one-session-an-id', unique: true });
sessionSchema.index({ person: 1, begunMs: -1 }, { name: 'sessions-of-person' });
sessionSchema.index({ begunMs: 1 }, { name: 'oldest-sessions' });

const linkSchema = new Schema<LinkDocument>({ _id: String, link: Schema.Types.Mixed, expiresMs: Number }, plain);
linkSchema.index({ expiresMs: 1 }, { name: 'oldest-links' });
linkSchema.index({ 'link.person': 1 }, { name: 'links-to-person' });

const accounts = { name: 'accounts', schema: accountSchema };
const sessions = { name: 'sessions', schema: sessionSchema };
const links = { name: 'one_time_links', schema: linkSchema };

/** @throws MongoRefused where the unique index is missing under sessions */
export const assertSessionIndexes = (database: MongoDatabase): Promise<void> =>
  assertIndexes(database, [accounts, sessions, links, ...credentialCollections]);

/** A second: a session seen a moment ago is not written again at each request. */
const seenAgainAfterMs = 1_000;
/** What may be lost with a server that fails: the time of a request, an old session that is still there. */
const unhurried = { writeConcern: { w: 1, j: false } } as const;

/** Accounts, sessions and links in a database of their own, which every service asks. */
export class MongoSessions implements Sessions {
  readonly #accounts: mongo.Collection<AccountDocument>;
  readonly #sessions: mongo.Collection<SessionDocument>;
  readonly #links: mongo.Collection<LinkDocument>;
  readonly credentials: MongoCredentials;

  private constructor(
    private readonly database: MongoDatabase,
    private readonly now: () => number,
  ) {
    this.#accounts = database.collection<AccountDocument>(accounts.name);
    this.#sessions = database.collection<SessionDocument>(sessions.name);
    this.#links = database.collection<LinkDocument>(links.name);
    this.credentials = new MongoCredentials(database);
  }

  /** `database` is closed with the sessions. @throws MongoRefused where the unique index is missing under sessions */
  static async open(database: MongoDatabase, now: () => number = Date.now): Promise<MongoSessions> {
    try {
      await assertSessionIndexes(database);
    } catch (error) {
      await database.close();
      throw error;
    }
    return new MongoSessions(database, now);
  }

  async begin(person: string, place: Place = unknownPlace): Promise<string> {
    await this.clearOver();
    const token = newToken();
    const now = this.now();
    const begun = { _id: hashOf(token), id: randomUUID(), person, begunMs: now, seenMs: now, place };
    await answering(() => this.#sessions.insertOne(begun));
    return token;
  }

  async find(token: string): Promise<Session | undefined> {
    const now = this.now();
    const [found] = await this.#live({ _id: hashOf(token) });
    if (found === undefined) return undefined;
    if (found.seenMs < now - seenAgainAfterMs) {
      const seen = { $max: { seenMs: now } };
      await answering(() => this.#sessions.updateOne({ _id: found._id }, seen, unhurried));
    }
    return sessionOf(found);
  }

  async end(token: string): Promise<void> {
    await answering(() => this.#sessions.deleteOne({ _id: hashOf(token) }));
  }

  async endById(person: string, id: string): Promise<void> {
    await answering(() => this.#sessions.deleteOne({ person, id }));
  }

  async endAllOf(person: string, but = ''): Promise<void> {
    await answering(() => this.#sessions.deleteMany({ person, id: { $ne: but } }));
  }

  async sessionsOf(person: string): Promise<readonly Session[]> {
    return (await this.#live({ person })).map(sessionOf);
  }

  async setAccount(facts: AccountFacts): Promise<void> {
    const { person, organisation } = facts;
    await answering(() =>
      this.#accounts.updateOne({ _id: person }, { $set: { organisation, facts } }, { upsert: true }),
    );
  }

  async account(person: string): Promise<AccountFacts | undefined> {
    return (await answering(() => this.#accounts.findOne({ _id: person })))?.facts;
  }

  async accountsOf(organisation: string): Promise<readonly AccountFacts[]> {
    const found = await answering(() => this.#accounts.find({ organisation }).sort({ _id: 1 }).toArray());
    return found.map(({ facts }) => facts);
  }

  async organisations(): Promise<readonly string[]> {
    return (await answering(() => this.#accounts.distinct('organisation'))).sort();
  }

  async issueLink(link: OneTimeLink, expiresAt: string): Promise<string> {
    await this.clearOver();
    const token = newToken();
    await answering(() => this.#links.insertOne({ _id: hashOf(token), link, expiresMs: Date.parse(expiresAt) }));
    return token;
  }

  async seeLink(token: string): Promise<OneTimeLink | undefined> {
    const found = await answering(() => this.#links.findOne({ _id: hashOf(token), expiresMs: { $gt: this.now() } }));
    return found?.link;
  }

  async takeLink(token: string): Promise<OneTimeLink | undefined> {
    const taken = await answering(() =>
      this.#links.findOneAndDelete({ _id: hashOf(token), expiresMs: { $gt: this.now() } }),
    );
    return taken?.link;
  }

  async endLinksOf(person: string): Promise<void> {
    await answering(() => this.#links.deleteMany({ 'link.person': person }));
  }

  async clearOver(): Promise<void> {
    const now = this.now() - clearedAfterMs;
    await answering(() => this.#sessions.deleteMany({ begunMs: { $lte: now - absoluteLimitMs } }, unhurried));
    await answering(() => this.#links.deleteMany({ expiresMs: { $lte: now } }, unhurried));
  }

  async close(): Promise<void> {
    await this.database.close();
  }

  /** Sessions that have not ended, newest first, with their accounts as they are now. */
  async #live(chosen: mongo.Filter<SessionDocument>): Promise<readonly WithAccount[]> {
    const now = this.now();
    const live = { begunMs: { $gt: now - absoluteLimitMs }, seenMs: { $gt: now - idleLimitMs } };
    return answering(() =>
      this.#sessions
        .aggregate<WithAccount>(
          [
            { $match: { ...chosen, ...live } },
            { $sort: { begunMs: -1 } },
            { $lookup: { from: accounts.name, localField: 'person', foreignField: '_id', as: 'account' } },
            { $unwind: '$account' },
            { $match: { 'account.facts.isDeactivated': { $exists: false } } },
          ],
          // As the primary has it: what was written without hurry is seen at once.
          { readConcern: { level: 'local' } },
        )
        .toArray(),
    );
  }
}

interface WithAccount extends SessionDocument {
  readonly account: AccountDocument;
}

const newToken = (): string => randomBytes(32).toString('base64url');

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

const sessionOf = ({ id, begunMs, seenMs, account, place }: WithAccount): Session => ({
  ...account.facts,
  id,
  begunAt: new Date(begunMs).toISOString(),
  lastSeenAt: new Date(seenMs).toISOString(),
  place,
});
