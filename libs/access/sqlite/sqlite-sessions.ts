import { createHash, randomBytes, randomUUID } from 'node:crypto';

import { translating, type Database } from '#sqlite/database.js';

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
import { SqliteCredentials } from './sqlite-credentials.js';

const schema = `
  CREATE TABLE IF NOT EXISTS accounts (
    person TEXT PRIMARY KEY,
    organisation TEXT NOT NULL,
    facts TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS accounts_of_organisation ON accounts (organisation, person);
  CREATE TABLE IF NOT EXISTS sessions (
    token_hash TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL REFERENCES accounts (person),
    begun_ms INTEGER NOT NULL,
    seen_ms INTEGER NOT NULL,
    place TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS sessions_of_person ON sessions (person, begun_ms);
  CREATE TABLE IF NOT EXISTS one_time_links (
    token_hash TEXT PRIMARY KEY,
    link TEXT NOT NULL,
    expires_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

type SessionRow = readonly [id: string, facts: string, begun: number, seen: number, place: string];

const columns = 'sessions.id, accounts.facts, sessions.begun_ms, sessions.seen_ms, sessions.place';

/** Nobody who is deactivated has a session. */
const joined = "sessions JOIN accounts USING (person) WHERE json_extract(accounts.facts, '$.isDeactivated') IS NULL";

/** A second: a session seen a moment ago is not written again at each request. */
const seenAgainAfterMs = 1_000;

export class SqliteSessions implements Sessions {
  readonly credentials: SqliteCredentials;

  constructor(
    private readonly database: Database,
    private readonly now: () => number = Date.now,
  ) {
    if (isOfBeforePlaces(database)) database.run('DROP TABLE sessions');
    database.run(schema);
    this.credentials = new SqliteCredentials(database);
  }

  async begin(person: string, place: Place = unknownPlace): Promise<string> {
    await this.clearOver();
    const token = newToken();
    const now = this.now();
    this.#write('INSERT INTO sessions (token_hash, id, person, begun_ms, seen_ms, place) VALUES (?, ?, ?, ?, ?, ?)', [
      ...[hashOf(token), randomUUID(), person, now, now],
      JSON.stringify(place),
    ]);
    return token;
  }

  async find(token: string): Promise<Session | undefined> {
    const hash = hashOf(token);
    const now = this.now();
    const row = translating(() =>
      this.database
        .tuples<SessionRow>(`SELECT ${columns} FROM ${joined} AND token_hash = ? AND begun_ms > ? AND seen_ms > ?`)
        .get(hash, now - absoluteLimitMs, now - idleLimitMs),
    );
    if (row === undefined) return undefined;
    if (row[3] < now - seenAgainAfterMs) {
      this.#write('UPDATE sessions SET seen_ms = ? WHERE token_hash = ?', [now, hash]);
    }
    return sessionOf(row);
  }

  async end(token: string): Promise<void> {
    this.#write('DELETE FROM sessions WHERE token_hash = ?', [hashOf(token)]);
  }

  async endById(person: string, id: string): Promise<void> {
    this.#write('DELETE FROM sessions WHERE person = ? AND id = ?', [person, id]);
  }

  async endAllOf(person: string, but = ''): Promise<void> {
    this.#write('DELETE FROM sessions WHERE person = ? AND id <> ?', [person, but]);
  }

  async sessionsOf(person: string): Promise<readonly Session[]> {
    const now = this.now();
    return translating(() =>
      this.database
        .tuples<SessionRow>(
          `SELECT ${columns} FROM ${joined} AND person = ? AND begun_ms > ? AND seen_ms > ? ORDER BY begun_ms DESC`,
        )
        .all(person, now - absoluteLimitMs, now - idleLimitMs),
    ).map(sessionOf);
  }

  async setAccount(account: AccountFacts): Promise<void> {
    this.#write(
      `INSERT INTO accounts (person, organisation, facts) VALUES (?, ?, ?)
       ON CONFLICT (person) DO UPDATE SET organisation = excluded.organisation, facts = excluded.facts`,
      [account.person, account.organisation, JSON.stringify(account)],
    );
  }

  async account(person: string): Promise<AccountFacts | undefined> {
    const row = translating(() =>
      this.database.tuples<[string]>('SELECT facts FROM accounts WHERE person = ?').get(person),
    );
    return row === undefined ? undefined : factsOf(row[0]);
  }

  async accountsOf(organisation: string): Promise<readonly AccountFacts[]> {
    return translating(() =>
      this.database
        .tuples<[string]>('SELECT facts FROM accounts WHERE organisation = ? ORDER BY person')
        .all(organisation),
    ).map(([facts]) => factsOf(facts));
  }

  async organisations(): Promise<readonly string[]> {
    return translating(() =>
      this.database.tuples<[string]>('SELECT DISTINCT organisation FROM accounts ORDER BY organisation').all(),
    ).map(([organisation]) => organisation);
  }

  async issueLink(link: OneTimeLink, expiresAt: string): Promise<string> {
    await this.clearOver();
    const token = newToken();
    this.#write('INSERT INTO one_time_links (token_hash, link, expires_ms) VALUES (?, ?, ?)', [
      hashOf(token),
      JSON.stringify(link),
      Date.parse(expiresAt),
    ]);
    return token;
  }

  async seeLink(token: string): Promise<OneTimeLink | undefined> {
    const row = translating(() =>
      this.database
        .tuples<[string]>('SELECT link FROM one_time_links WHERE token_hash = ? AND expires_ms > ?')
        .get(hashOf(token), this.now()),
    );
    return row === undefined ? undefined : linkOf(row[0]);
  }

  async takeLink(token: string): Promise<OneTimeLink | undefined> {
    const row = translating(() =>
      this.database
        .tuples<[string]>('DELETE FROM one_time_links WHERE token_hash = ? AND expires_ms > ? RETURNING link')
        .get(hashOf(token), this.now()),
    );
    return row === undefined ? undefined : linkOf(row[0]);
  }

  async endLinksOf(person: string): Promise<void> {
    this.#write("DELETE FROM one_time_links WHERE json_extract(link, '$.person') = ?", [person]);
  }

  async clearOver(): Promise<void> {
    const now = this.now() - clearedAfterMs;
    this.#write('DELETE FROM sessions WHERE begun_ms <= ? OR seen_ms <= ?', [now - absoluteLimitMs, now - idleLimitMs]);
    this.#write('DELETE FROM one_time_links WHERE expires_ms <= ?', [now]);
  }

  async close(): Promise<void> {
    this.database.close();
  }

  #write(sql: string, values: readonly (string | number)[]): void {
    translating(() => this.database.statement(sql).run(...values));
  }
}

/** Made by a version that did not say where a session was begun: its people sign in again. */
function isOfBeforePlaces(database: Database): boolean {
  const columns = database.tuples<[string]>("SELECT name FROM pragma_table_info('sessions')").all();
  return columns.length > 0 && !columns.some(([name]) => name === 'place');
}

const newToken = (): string => randomBytes(32).toString('base64url');

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

const sessionOf = ([id, facts, begun, seen, place]: SessionRow): Session => ({
  ...factsOf(facts),
  id,
  begunAt: new Date(begun).toISOString(),
  lastSeenAt: new Date(seen).toISOString(),
  place: placeIn(place),
});

function placeIn(text: string): Place {
  const place: unknown = JSON.parse(text);
  return isPlace(place) ? place : unknownPlace;
}

const isPlace = (value: unknown): value is Place =>
  typeof value === 'object' && value !== null && 'browser' in value && 'system' in value;

function factsOf(text: string): AccountFacts {
  const facts: unknown = JSON.parse(text);
  if (!areFacts(facts)) throw new Error('An account in the sessions file is not whole');
  return facts;
}

const areFacts = (value: unknown): value is AccountFacts =>
  typeof value === 'object' && value !== null && 'person' in value && 'organisation' in value && 'roles' in value;

function linkOf(text: string): OneTimeLink {
  const link: unknown = JSON.parse(text);
  if (!isLink(link)) throw new Error('A one-time link in the sessions file is not whole');
  return link;
}

const isLink = (value: unknown): value is OneTimeLink =>
  typeof value === 'object' && value !== null && 'purpose' in value && 'person' in value;
