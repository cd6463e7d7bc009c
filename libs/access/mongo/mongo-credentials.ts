import { Schema, type mongo } from 'mongoose';

import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering, isDuplicate } from '#mongo/storage-problem.js';

import type { Credentials, CredentialStore, KeptCredentials } from '../credentials.js';

interface CredentialsDocument {
  /** The person. */
  readonly _id: string;
  readonly revision: number;
  readonly credentials: Credentials;
}

interface NameDocument {
  /** The keyed hash. */
  readonly _id: string;
  readonly person: string;
}

const plain = { versionKey: false, autoIndex: false } as const;

const credentialsSchema = new Schema<CredentialsDocument>(
  { _id: String, revision: Number, credentials: Schema.Types.Mixed },
  plain,
);
const nameSchema = new Schema<NameDocument>({ _id: String, person: String }, plain);
nameSchema.index({ person: 1 }, { name: 'names-of-person' });

const credentials = { name: 'credentials', schema: credentialsSchema };
const names = { name: 'sign_in_names', schema: nameSchema };

export const credentialCollections = [credentials, names] as const;

/** In the database of the sessions. */
export class MongoCredentials implements CredentialStore {
  readonly #credentials: mongo.Collection<CredentialsDocument>;
  readonly #names: mongo.Collection<NameDocument>;

  constructor(database: MongoDatabase) {
    this.#credentials = database.collection<CredentialsDocument>(credentials.name);
    this.#names = database.collection<NameDocument>(names.name);
  }

  async credentialsOf(person: string): Promise<KeptCredentials | undefined> {
    const found = await answering(() => this.#credentials.findOne({ _id: person }));
    return found === null ? undefined : { revision: found.revision, credentials: found.credentials };
  }

  async keepCredentials(person: string, revision: number, given: Credentials): Promise<boolean> {
    if (revision === 0)
      return this.#inserted(() => this.#credentials.insertOne({ _id: person, revision: 1, credentials: given }));
    const { matchedCount } = await answering(() =>
      this.#credentials.updateOne({ _id: person, revision }, { $set: { revision: revision + 1, credentials: given } }),
    );
    return matchedCount === 1;
  }

  async personNamed(name: string): Promise<string | undefined> {
    return (await answering(() => this.#names.findOne({ _id: name })))?.person;
  }

  async claimName(name: string, person: string): Promise<boolean> {
    if (await this.#inserted(() => this.#names.insertOne({ _id: name, person }))) return true;
    return (await this.personNamed(name)) === person;
  }

  async releaseName(name: string, person: string): Promise<boolean> {
    return (await answering(() => this.#names.deleteOne({ _id: name, person }))).deletedCount === 1;
  }

  /** The names first: they lead to what is left. */
  async forgetCredentials(person: string): Promise<void> {
    await answering(() => this.#names.deleteMany({ person }));
    await answering(() => this.#credentials.deleteOne({ _id: person }));
  }

  async #inserted(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await answering(work);
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }
}
