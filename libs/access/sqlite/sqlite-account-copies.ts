import { translating, type Database } from '#sqlite/database.js';

import type { AccountCopies, AccountCopy } from '../account-copies.js';
import type { Credentials } from '../credentials.js';
import type { AccountFacts, OneTimeLink } from '../sessions.js';
import { SqliteSessions } from './sqlite-sessions.js';

/** What stands in `sessions.db`, for a move. The bytes are this library's own. */
export class SqliteAccountCopies implements AccountCopies {
  constructor(private readonly database: Database) {
    // Makes the tables where the file is new.
    new SqliteSessions(database);
  }

  async *all(): AsyncGenerator<AccountCopy> {
    for (const [facts] of this.#rows<[string]>('SELECT facts FROM accounts ORDER BY person')) {
      yield { kind: 'account', facts: JSON.parse(facts) as AccountFacts };
    }
    const kept = 'SELECT person, revision, credentials FROM credentials ORDER BY person';
    for (const [person, revision, json] of this.#rows<[string, number, string]>(kept)) {
      yield { kind: 'credentials', person, revision, credentials: JSON.parse(json) as Credentials };
    }
    const names = 'SELECT name, person FROM sign_in_names ORDER BY name';
    for (const [name, person] of this.#rows<[string, string]>(names)) yield { kind: 'name', name, person };
    const links = 'SELECT token_hash, link, expires_ms FROM one_time_links ORDER BY token_hash';
    for (const [tokenHash, json, expiresMs] of this.#rows<[string, string, number]>(links)) {
      yield { kind: 'link', tokenHash, link: JSON.parse(json) as OneTimeLink, expiresMs };
    }
  }

  async replaceAll(batches: AsyncIterable<readonly AccountCopy[]>): Promise<void> {
    this.database.transaction(() => {
      for (const table of ['sessions', 'one_time_links', 'sign_in_names', 'credentials', 'accounts']) {
        this.database.statement(`DELETE FROM ${table}`).run();
      }
    });
    for await (const copies of batches) this.#insert(copies);
  }

  #insert(copies: readonly AccountCopy[]): void {
    this.database.transaction(() => {
      for (const copy of copies) this.#insertOne(copy);
    });
  }

  #insertOne(copy: AccountCopy): void {
    switch (copy.kind) {
      case 'account': {
        const { person, organisation } = copy.facts;
        this.database
          .statement('INSERT INTO accounts (person, organisation, facts) VALUES (?, ?, ?)')
          .run(person, organisation, JSON.stringify(copy.facts));
        return;
      }
      case 'credentials':
        this.database
          .statement('INSERT INTO credentials (person, revision, credentials) VALUES (?, ?, ?)')
          .run(copy.person, copy.revision, JSON.stringify(copy.credentials));
        return;
      case 'name':
        this.database.statement('INSERT INTO sign_in_names (name, person) VALUES (?, ?)').run(copy.name, copy.person);
        return;
      case 'link':
        this.database
          .statement('INSERT INTO one_time_links (token_hash, link, expires_ms) VALUES (?, ?, ?)')
          .run(copy.tokenHash, JSON.stringify(copy.link), copy.expiresMs);
    }
  }

  #rows<Row extends readonly unknown[]>(sql: string): readonly Row[] {
    return translating(() => this.database.tuples<Row>(sql).all());
  }
}
