import type { mongo } from 'mongoose';

import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering } from '#mongo/storage-problem.js';

import type { AccountCopies, AccountCopy } from '../account-copies.js';
import type { Credentials } from '../credentials.js';
import type { AccountFacts, OneTimeLink } from '../sessions.js';
import { assertSessionIndexes } from './mongo-sessions.js';

/** What stands in the database of the sessions, for a move. */
export class MongoAccountCopies implements AccountCopies {
  private constructor(private readonly database: MongoDatabase) {}

  /** @throws MongoRefused where the unique index is missing under sessions */
  static async open(database: MongoDatabase): Promise<MongoAccountCopies> {
    await assertSessionIndexes(database);
    return new MongoAccountCopies(database);
  }

  async *all(): AsyncGenerator<AccountCopy> {
    for (const { facts } of await this.#read<{ readonly _id: string; readonly facts: AccountFacts }>('accounts')) {
      yield { kind: 'account', facts };
    }
    type Kept = { readonly _id: string; readonly revision: number; readonly credentials: Credentials };
    for (const { _id: person, revision, credentials } of await this.#read<Kept>('credentials')) {
      yield { kind: 'credentials', person, revision, credentials };
    }
    type Name = { readonly _id: string; readonly person: string };
    for (const { _id: name, person } of await this.#read<Name>('sign_in_names')) yield { kind: 'name', name, person };
    type Link = { readonly _id: string; readonly link: OneTimeLink; readonly expiresMs: number };
    for (const { _id: tokenHash, link, expiresMs } of await this.#read<Link>('one_time_links')) {
      yield { kind: 'link', tokenHash, link, expiresMs };
    }
  }

  async replaceAll(batches: AsyncIterable<readonly AccountCopy[]>): Promise<void> {
    for (const name of ['sessions', 'one_time_links', 'sign_in_names', 'credentials', 'accounts']) {
      await answering(() => this.database.collection(name).deleteMany({}));
    }
    for await (const copies of batches) await this.#insert(copies);
  }

  async #insert(copies: readonly AccountCopy[]): Promise<void> {
    const byCollection = new Map<string, StoredDocument[]>();
    for (const copy of copies) {
      const [name, document] = documentOf(copy);
      byCollection.set(name, [...(byCollection.get(name) ?? []), document]);
    }
    for (const [name, documents] of byCollection) {
      await answering(() => this.database.collection<StoredDocument>(name).insertMany(documents));
    }
  }

  #read<Stored extends StoredDocument>(name: string): Promise<readonly mongo.WithId<Stored>[]> {
    return answering(() => this.database.collection<Stored>(name).find().sort({ _id: 1 }).toArray());
  }
}

interface StoredDocument {
  readonly _id: string;
}

function documentOf(copy: AccountCopy): readonly [collection: string, document: StoredDocument] {
  switch (copy.kind) {
    case 'account': {
      const { facts } = copy;
      const account = { _id: facts.person, organisation: facts.organisation, facts };
      return ['accounts', account];
    }
    case 'credentials': {
      const { person, revision, credentials } = copy;
      const kept = { _id: person, revision, credentials };
      return ['credentials', kept];
    }
    case 'name': {
      const name = { _id: copy.name, person: copy.person };
      return ['sign_in_names', name];
    }
    case 'link': {
      const link = { _id: copy.tokenHash, link: copy.link, expiresMs: copy.expiresMs };
      return ['one_time_links', link];
    }
  }
}
