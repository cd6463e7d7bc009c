import { mongo } from 'mongoose';

import { assertIndexes } from '#mongo/declared-indexes.js';
import type { MongoDatabase } from '#mongo/mongo-database.js';
import { answering } from '#mongo/storage-problem.js';

import {
  boxFromText,
  epochCopy,
  holderCopy,
  intentCopy,
  keysCopy,
  type CopyOf,
  type KeyCopies,
  type KeyCopy,
} from '../key-copies.js';
import { KeyCollections } from './key-collections.js';
import {
  bytesOf,
  doors,
  epochs,
  holderFrom,
  holders,
  intentDocument,
  intentFrom,
  intents,
  keys,
  recordFrom,
  type KeyDocument,
} from './key-documents.js';
import { doorsOf } from './mongo-additions.js';

const atOnce = 500;

/** What stands in the vault's database, for a move. */
export class MongoKeyCopies implements KeyCopies {
  readonly #in: KeyCollections;

  private constructor(database: MongoDatabase) {
    this.#in = new KeyCollections(database);
  }

  /** @throws MongoRefused where the unique index is missing under epochs */
  static async open(database: MongoDatabase): Promise<MongoKeyCopies> {
    await assertIndexes(database, [epochs, holders, keys, intents, doors]);
    return new MongoKeyCopies(database);
  }

  async *all(): AsyncGenerator<KeyCopy> {
    for (const { _id: epoch, proof, isCurrent } of await answering(() =>
      this.#in.epochs.find().sort({ _id: 1 }).toArray(),
    )) {
      yield epochCopy({ epoch, proof: bytesOf(proof), isCurrent });
    }
    yield* paged(this.#in.holders, (document) => holderCopy(holderFrom(document)));
    yield* paged(this.#in.keys, (document) => keysCopy(recordFrom(document), document.createdAt));
    for (const document of await answering(() => this.#in.intents.find().sort({ at: 1, written: 1 }).toArray())) {
      yield intentCopy(intentFrom(document), document.isSettled);
    }
  }

  async replaceAll(batches: AsyncIterable<readonly KeyCopy[]>): Promise<void> {
    const { intents: ofIntents, keys: ofKeys, holders: ofHolders, epochs: ofEpochs, doors: ofDoors } = this.#in;
    for (const collection of [ofIntents, ofKeys, ofHolders, ofEpochs, ofDoors]) {
      await answering(() => collection.deleteMany({}));
    }
    for await (const copies of batches) await this.#insert(copies);
  }

  async #insert(copies: readonly KeyCopy[]): Promise<void> {
    const of = <Kind extends KeyCopy['kind']>(kind: Kind): readonly CopyOf<Kind>[] =>
      copies.filter((copy): copy is CopyOf<Kind> => copy.kind === kind);
    await insert(
      this.#in.epochs,
      of('epoch').map(({ epoch, proof, isCurrent }) => ({ _id: epoch, proof: binary(proof), isCurrent })),
    );
    const current = of('epoch').find(({ isCurrent }) => isCurrent);
    if (current !== undefined) {
      await insert(
        this.#in.doors,
        doorsOf(current.epoch).map((_id) => ({ _id, passed: 0 })),
      );
    }
    await insert(
      this.#in.holders,
      of('holder').map(({ id, revision, epoch, box, mustChange }) => ({
        _id: id,
        revision,
        epoch,
        ...(box === null ? {} : { box: binary(box) }),
        mustChange,
      })),
    );
    await insert(this.#in.keys, of('keys').map(keyDocument));
    await insert(
      this.#in.intents,
      of('intent').map(({ kind: _kind, of: what, isSettled, ...intent }) => ({
        ...intentDocument({ ...intent, kind: what, notedAt: 0 }),
        isSettled,
      })),
    );
  }
}

const keyDocument = (copy: CopyOf<'keys'>): KeyDocument => ({
  _id: copy.owner,
  kind: copy.of,
  organisation: copy.organisation,
  holder: copy.holder,
  state: copy.state,
  classes: copy.classes,
  ...(copy.consent === undefined ? {} : { consent: copy.consent }),
  ...(copy.stories.length === 0 ? {} : { stories: copy.stories }),
  ...(copy.reach.length === 0 ? {} : { reach: copy.reach }),
  ...(copy.isHeld ? { isHeld: true } : {}),
  createdAt: copy.createdAt,
  revision: copy.revision,
  ...(copy.ring === null ? {} : { ring: binary(copy.ring) }),
});

const binary = (text: string): mongo.Binary => new mongo.Binary(boxFromText(text) ?? Buffer.alloc(0));

/** In order: intents of one moment are settled in the order in which they were written. */
async function insert<Document extends mongo.Document>(
  collection: mongo.Collection<Document>,
  documents: readonly mongo.OptionalUnlessRequiredId<Document>[],
): Promise<void> {
  if (documents.length > 0) await answering(() => collection.insertMany(documents, { ordered: true }));
}

async function* paged<Document extends { readonly _id: string }>(
  collection: mongo.Collection<Document>,
  copyOf: (document: mongo.WithId<Document>) => KeyCopy,
): AsyncGenerator<KeyCopy> {
  let filter: mongo.Filter<Document> = {};
  for (;;) {
    const page = await answering(() => collection.find(filter).sort({ _id: 1 }).limit(atOnce).toArray());
    for (const document of page) yield copyOf(document);
    const last = page.at(-1);
    if (last === undefined) return;
    filter = { _id: { $gt: last._id } } as mongo.Filter<Document>;
  }
}
