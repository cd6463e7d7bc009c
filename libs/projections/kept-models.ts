import { shapeOf } from './indexed-fields.js';
import type { FollowedLog } from './log-reading.js';
import type { Collection, ReadModel } from './read-model.js';
import type { KnownSet, NewSet, ViewStorage } from './view-storage.js';

/** A read model in this process, and the set that serves it. */
export interface KeptModel {
  readonly readModel: ReadModel;
  readonly shape: string;
  serving: KnownSet | undefined;
  /** How far the serving set is: it holds all that stands in the log up to here. */
  position: number;
  /** Where the storage has it: behind `position` by commits that changed nothing. */
  storedPosition: number;
  /** False while what serves is of an older version: it stands still. */
  isCurrent: boolean;
  stopped: string | undefined;
  rebuilding: Promise<void> | undefined;
  /** How far the set is that is being built here, to serve in place of this one. */
  built: number | undefined;
}

/** A set that holds all up to its position serves from now on. */
export function serveFrom(model: KeptModel, set: KnownSet, isCurrent: boolean): void {
  const { position } = set;
  Object.assign(model, { serving: set, position, storedPosition: position, isCurrent, stopped: undefined });
}

/** The storage has the serving set at this position: this process, or another one, has written it. */
export function movedTo(model: KeptModel, position: number): void {
  model.storedPosition = Math.max(model.storedPosition, position);
  model.position = Math.max(model.position, position);
}

export const isOf = ({ version, shape }: Pick<KnownSet, 'version' | 'shape'>, model: KeptModel): boolean =>
  version === model.readModel.version && shape === model.shape;

export const newSet = ({ readModel, shape }: KeptModel): NewSet => ({
  readModel: readModel.name,
  version: readModel.version,
  shape,
  collections: readModel.collections,
});

/** The read models of one service, each with the set that serves: whichever process built it. */
export class KeptModels {
  readonly #models = new Map<string, KeptModel>();
  readonly #ownerOf = new Map<string, KeptModel>();
  #lookedAt = 0;
  #looking: Promise<void> | undefined;

  constructor(
    readModels: readonly ReadModel[],
    private readonly storage: ViewStorage,
    private readonly onLooked: () => void,
  ) {
    for (const readModel of readModels) {
      if (this.#models.has(readModel.name)) throw new Error(`Two read models are called ${readModel.name}`);
      const model: KeptModel = {
        readModel,
        shape: shapeOf(readModel),
        serving: undefined,
        position: 0,
        storedPosition: 0,
        isCurrent: false,
        stopped: undefined,
        rebuilding: undefined,
        built: undefined,
      };
      this.#models.set(readModel.name, model);
      for (const { name } of readModel.collections) {
        if (this.#ownerOf.has(name)) throw new Error(`Two read models declare the collection ${name}`);
        this.#ownerOf.set(name, model);
      }
    }
  }

  get all(): readonly KeptModel[] {
    return [...this.#models.values()];
  }

  get live(): readonly KeptModel[] {
    return this.all.filter(({ isCurrent, stopped }) => isCurrent && stopped === undefined);
  }

  get outdated(): readonly KeptModel[] {
    return this.all.filter(({ isCurrent }) => !isCurrent);
  }

  named(name: string): KeptModel {
    const model = this.#models.get(name);
    if (model === undefined) throw new Error(`No such read model: ${name}`);
    return model;
  }

  /** Takes up the sets that are there, and makes those of a log in which nothing stands yet. Resolves with the retired. */
  async open(store: FollowedLog): Promise<readonly KnownSet[]> {
    // In this order: other processes go on, and no set of theirs may seem to be ahead of the log.
    const sets = await this.storage.sets();
    const lastPosition = await store.lastPosition();
    this.#lookedAt = performance.now();
    for (const set of sets) {
      const model = this.#models.get(set.readModel);
      // A log shorter than its views was restored from an older copy: they hold what never happened.
      const isSound = model !== undefined && isOf(set, model) && set.position <= lastPosition;
      if (set.state === 'serving' && model !== undefined) {
        serveFrom(model, set, isSound);
      } else if (set.state !== 'retired' && !isSound) await this.storage.drop(set);
    }
    for (const model of this.#models.values()) {
      if (model.serving === undefined && lastPosition === 0) {
        model.serving = await this.storage.create(newSet(model), 'serving');
        model.isCurrent = true;
      }
    }
    return sets.filter(({ state }) => state === 'retired');
  }

  /** @throws Error for a collection that no read model declares. */
  async servingSetOf({ name }: Collection): Promise<KnownSet | undefined> {
    const model = this.#ownerOf.get(name);
    if (model === undefined) throw new Error(`No read model declares the collection ${name}`);
    await this.lookInTime();
    return model.serving;
  }

  /** Where other processes may have built another set since, it is looked for before a retired one is gone. */
  async lookInTime(): Promise<void> {
    const { keepsRetiredForMs } = this.storage;
    if (keepsRetiredForMs === undefined || performance.now() - this.#lookedAt <= keepsRetiredForMs / 6) return;
    this.#looking ??= this.look().finally(() => {
      this.#looking = undefined;
    });
    await this.#looking;
  }

  /** Which sets serve, and how far they are: another process may have built or moved them. */
  async look(): Promise<void> {
    const asked = performance.now();
    for (const set of await this.storage.sets()) {
      const model = this.#models.get(set.readModel);
      if (model === undefined || set.state !== 'serving') continue;
      if (model.serving?.number === set.number) movedTo(model, set.position);
      else serveFrom(model, set, isOf(set, model));
    }
    this.#lookedAt = asked;
    this.onLooked();
  }
}
