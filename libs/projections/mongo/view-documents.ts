import { mongo, Schema } from 'mongoose';

import type { IndexValue } from '../read-model.js';
import type { KnownSet, Range, StoredDocument, ViewSet } from '../view-storage.js';

/** A set of views and how far it has come. */
export interface SetDocument extends Omit<KnownSet, 'number'> {
  /** Its number. */
  readonly _id: number;
  readonly collections: readonly { readonly name: string; readonly fields: readonly string[] }[];
}

const setSchema = new Schema<SetDocument>(
  {
    _id: Number,
    readModel: { type: String, required: true },
    version: { type: Number, required: true },
    state: { type: String, enum: ['building', 'serving', 'retired'], required: true },
    position: { type: Number, required: true },
    shape: { type: String, required: true },
    collections: { type: [Schema.Types.Mixed], required: true },
  },
  { versionKey: false, autoIndex: false },
);
setSchema.index(
  { readModel: 1 },
  { name: 'one-view-set-serves', unique: true, partialFilterExpression: { state: 'serving' } },
);

export interface NumberDocument {
  readonly _id: string;
  readonly last: number;
}

/** The checkpoints of a service, or, from before they stood together, of the follower of this name. */
export interface CheckpointDocument {
  readonly _id: string;
  readonly position?: number;
  /** By the name of the follower, in which there is no full stop. */
  readonly positions?: Readonly<Record<string, number>>;
}

export const viewSets = { name: 'view_sets', schema: setSchema };
/** Counts the sets, so that a number is never used twice. */
export const numbers = { name: 'view_numbers', schema: new Schema<NumberDocument>({ _id: String, last: Number }) };
export const checkpoints = {
  name: 'follower_checkpoints',
  schema: new Schema<CheckpointDocument>({ _id: String, position: Number, positions: Schema.Types.Mixed }),
};

/** A document of a read model: its canonical JSON, and `f0`, `f1`, … for the indexed fields in their order. */
export interface ViewDocument {
  readonly _id: string;
  readonly json: string;
  readonly [field: `f${number}`]: string | number | null;
}

export const mongoValue = (value: IndexValue): string | number | null =>
  typeof value === 'boolean' ? Number(value) : value;

export const viewDocument = ({ id, json, values }: StoredDocument): ViewDocument => ({
  _id: id,
  json,
  ...Object.fromEntries(values.map((value, at) => [`f${String(at)}`, mongoValue(value)])),
});

type Key = Readonly<Record<string, 1 | -1>>;

/** One collection of one set. */
export class ViewCollection {
  readonly name: string;

  constructor(
    { readModel, version, number }: ViewSet,
    collection: string,
    /** Those that were declared when the set was made. */
    readonly fields: readonly string[],
  ) {
    this.name = `${readModel}@${String(version)}#${String(number)}/${collection}`;
  }

  knows(fields: readonly string[]): boolean {
    return fields.every((field) => this.fields.includes(field));
  }

  /** `f2`: where the values of a field stand. */
  pathOf(field: string): `f${number}` {
    return `f${this.fields.indexOf(field)}`;
  }

  /** Of the index that a range of these fields walks. */
  keyOf(fields: readonly string[], direction: 1 | -1 = 1): Key {
    return Object.fromEntries([...fields.map((field) => [this.pathOf(field), direction] as const), ['_id', direction]]);
  }

  /**
   * The stretch of the index that is the range: from `min` on, up to and without `max`. Bounds of the index have no
   * kinds: a comparison in a filter would look at values of one kind only.
   */
  boundsOf({ equals, ordered, isDescending, after }: Range): {
    readonly min: mongo.Document;
    readonly max: mongo.Document;
  } {
    const equal = equals.map(([field, value]) => [this.pathOf(field), mongoValue(value)] as const);
    const all = (value: mongo.MinKey | mongo.MaxKey): mongo.Document => {
      const unbounded = [...ordered.map((field) => this.pathOf(field)), '_id'].map((path) => [path, value] as const);
      return Object.fromEntries<unknown>([...equal, ...unbounded]);
    };
    const first = all(new mongo.MinKey());
    const end = all(new mongo.MaxKey());
    if (after === undefined) return { min: first, max: end };
    const place = ordered.map((field, at) => [this.pathOf(field), mongoValue(after.values[at] ?? null)] as const);
    // No text comes between an id and the same with a zero behind it.
    const id = isDescending ? after.id : `${after.id}\u0000`;
    const at: mongo.Document = Object.fromEntries<unknown>([...equal, ...place, ['_id', id]]);
    return isDescending ? { min: first, max: at } : { min: at, max: end };
  }
}
