import { translating, type Database } from '#sqlite/database.js';

import type { Credentials, CredentialStore, KeptCredentials } from '../credentials.js';

const schema = `
  CREATE TABLE IF NOT EXISTS credentials (
    person TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    credentials TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS sign_in_names (
    name TEXT PRIMARY KEY,
    person TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS names_of_person ON sign_in_names (person);
`;

/** In the file of the sessions, which wipes what it deletes. */
export class SqliteCredentials implements CredentialStore {
  constructor(private readonly database: Database) {
    database.run(schema);
  }

  async credentialsOf(person: string): Promise<KeptCredentials | undefined> {
    const row = translating(() =>
      this.database
        .tuples<[number, string]>('SELECT revision, credentials FROM credentials WHERE person = ?')
        .get(person),
    );
    return row === undefined ? undefined : { revision: row[0], credentials: credentialsIn(row[1]) };
  }

  async keepCredentials(person: string, revision: number, credentials: Credentials): Promise<boolean> {
    const text = JSON.stringify(credentials);
    return revision === 0
      ? this.#changes(
          'INSERT INTO credentials (person, revision, credentials) VALUES (?, 1, ?) ON CONFLICT (person) DO NOTHING',
          [person, text],
        )
      : this.#changes(
          'UPDATE credentials SET revision = revision + 1, credentials = ? WHERE person = ? AND revision = ?',
          [text, person, revision],
        );
  }

  async personNamed(name: string): Promise<string | undefined> {
    return translating(() =>
      this.database.tuples<[string]>('SELECT person FROM sign_in_names WHERE name = ?').get(name),
    )?.[0];
  }

  async claimName(name: string, person: string): Promise<boolean> {
    this.#changes('INSERT INTO sign_in_names (name, person) VALUES (?, ?) ON CONFLICT (name) DO NOTHING', [
      name,
      person,
    ]);
    return (await this.personNamed(name)) === person;
  }

  async releaseName(name: string, person: string): Promise<boolean> {
    return this.#changes('DELETE FROM sign_in_names WHERE name = ? AND person = ?', [name, person]);
  }

  async forgetCredentials(person: string): Promise<void> {
    this.database.transaction(() => {
      this.database.statement('DELETE FROM sign_in_names WHERE person = ?').run(person);
      this.database.statement('DELETE FROM credentials WHERE person = ?').run(person);
    });
  }

  #changes(sql: string, values: readonly (string | number)[]): boolean {
    return Number(translating(() => this.database.statement(sql).run(...values)).changes) > 0;
  }
}

function credentialsIn(text: string): Credentials {
  const credentials: unknown = JSON.parse(text);
  if (!areCredentials(credentials)) throw new Error('Credentials in the sessions file are not whole');
  return credentials;
}

const areCredentials = (value: unknown): value is Credentials => typeof value === 'object' && value !== null;
