import type { mongo } from 'mongoose';

import type { MongoDatabase } from '#mongo/mongo-database.js';

import {
  doors,
  epochs,
  holders,
  intents,
  keys,
  type DoorDocument,
  type EpochDocument,
  type HolderDocument,
  type IntentDocument,
  type KeyDocument,
} from './key-documents.js';

/** The vault's collections, as the driver has them. */
export class KeyCollections {
  readonly holders: mongo.Collection<HolderDocument>;
  readonly keys: mongo.Collection<KeyDocument>;
  readonly intents: mongo.Collection<IntentDocument>;
  readonly epochs: mongo.Collection<EpochDocument>;
  readonly doors: mongo.Collection<DoorDocument>;

  constructor(database: MongoDatabase) {
    this.holders = database.collection<HolderDocument>(holders.name);
    this.keys = database.collection<KeyDocument>(keys.name);
    this.intents = database.collection<IntentDocument>(intents.name);
    this.epochs = database.collection<EpochDocument>(epochs.name);
    this.doors = database.collection<DoorDocument>(doors.name);
  }
}
