import { setImmediate } from 'node:timers/promises';

import {
  BuiltElsewhere,
  buildTogether,
  type Building,
  type BuildingFrom,
  type BuildingTold,
} from './build-together.js';
import { fingerprintOf } from './fingerprint.js';
import { isOf, newSet, serveFrom, type KeptModel, type KeptModels } from './kept-models.js';
import { isStorageOutage, nameOf, waiting, type FollowingLog, type Waiting } from './log-reading.js';
import type { ProjectionFailure } from './project-commits.js';
import type { TurnTaking } from './turn-taking.js';
import type { KnownSet } from './view-storage.js';

const looksAgainAfterMs = 2_000;
/** Where other processes move a set without pause there is no moment at which all of it can be read. */
const readsAtMost = 5;

interface RebuildingOf extends BuildingFrom {
  readonly log: FollowingLog;
  readonly wait?: Waiting;
}

interface Beside {
  readonly models: KeptModels;
  /** Held by whoever moves what serves. */
  readonly turns: TurnTaking;
  readonly closing: AbortSignal;
  readonly onServed: () => void;
  readonly stopAt: (model: KeptModel, failure: ProjectionFailure) => void;
}

/** Hashes of what served and of what was built in its place, as both stood at the same place in the log. */
export interface Compared {
  readonly readModel: string;
  readonly before: string;
  readonly after: string;
}

interface Comparing {
  readonly positions: ReadonlyMap<KeptModel, number>;
  readonly found: Map<KeptModel, string>;
}

/** Builds sets from the first event beside those that serve, and puts them in their place. */
export class Rebuilding {
  readonly #clearing = new Set<Promise<void>>();

  constructor(
    private readonly options: RebuildingOf,
    private readonly beside: Beside,
  ) {}

  /** Rejects where an event fails, or another process builds the same. */
  async rebuild(models: readonly KeptModel[], comparing?: Comparing): Promise<void> {
    const idle = models.filter(({ rebuilding }) => rebuilding === undefined);
    if (idle.length > 0) this.#begin(idle, comparing);
    await Promise.all(models.flatMap(({ rebuilding }) => rebuilding ?? []));
  }

  /** While others write: what serves goes on meanwhile, and the new set is looked at where the old one stood. */
  async rebuildAndCompare(models: readonly KeptModel[]): Promise<readonly Compared[]> {
    const positions = new Map<KeptModel, number>();
    const before = await this.beside.turns.take(async () => {
      const hashes: string[] = [];
      for (const model of models) {
        hashes.push(await this.#served(model));
        positions.set(model, model.position);
      }
      return hashes;
    });
    const found = new Map<KeptModel, string>();
    await this.rebuild(models, { positions, found });
    return models.map((model, at) => {
      const after = found.get(model);
      // It was being built already, and nobody looked at it on the way.
      if (after === undefined) throw new BuiltElsewhere();
      return { readModel: model.readModel.name, before: before[at] ?? '', after };
    });
  }

  /** Until what serves is of the versions that this process knows, or cannot be built. A failure stands in the log. */
  async keepUpToDate(): Promise<void> {
    const { models, closing } = this.beside;
    while (!closing.aborted) {
      const failed = await this.rebuild(models.outdated).catch((error: unknown) => error);
      if (isStorageOutage(failed)) {
        await (this.options.wait ?? waiting)(looksAgainAfterMs, closing);
        continue;
      }
      if (!(failed instanceof BuiltElsewhere)) return;
      // Another process builds them. It may be killed, or only read on: as long as its sets move they are left to it.
      let before = '';
      for (let now = await this.#standing(); now !== before; now = await this.#standing()) {
        before = now;
        await waiting(looksAgainAfterMs, closing);
      }
    }
  }

  /** Beside everything else: what is retired serves nobody, and the next start finds what is left of it. */
  clear(former: KnownSet): void {
    const { storage, log } = this.options;
    const { closing } = this.beside;
    const clear = async (): Promise<void> => {
      if (storage.keepsRetiredForMs !== undefined) await waiting(storage.keepsRetiredForMs, closing);
      // Then the next start does it.
      if (storage.keepsRetiredForMs !== undefined && closing.aborted) return;
      await storage.drop(former);
    };
    const clearing = clear().catch((error: unknown) => {
      log.warn({ readModel: former.readModel, because: nameOf(error) }, 'A retired read model is left');
    });
    this.#clearing.add(clearing);
    void clearing.then(() => this.#clearing.delete(clearing));
  }

  async idle(): Promise<void> {
    for (const { rebuilding } of this.beside.models.all) await rebuilding?.catch(() => undefined);
    // Where others read as well it is not waited for.
    if (this.options.storage.keepsRetiredForMs === undefined) await Promise.all(this.#clearing);
  }

  /** Hash of what serves at the position of the model, which other processes may move. */
  async #served(model: KeptModel): Promise<string> {
    const { storage } = this.options;
    for (let reads = 1; ; reads += 1) {
      await this.beside.models.look();
      const { serving, storedPosition } = model;
      const hash = await fingerprintOf(storage, serving, model.readModel.collections);
      await this.beside.models.look();
      const isStill = model.serving?.number === serving?.number && model.storedPosition === storedPosition;
      if (isStill || reads === readsAtMost) return hash;
    }
  }

  /** How far the sets are that are being built; looks meanwhile which ones serve. */
  async #standing(): Promise<string> {
    try {
      const building = (await this.options.storage.sets()).filter(({ state }) => state === 'building');
      await this.beside.models.look();
      return building.map(({ number, position }) => `${String(number)}@${String(position)}`).join();
    } catch (error) {
      return nameOf(error);
    }
  }

  #begin(models: readonly KeptModel[], comparing: Comparing | undefined): void {
    const built = this.#rebuild(models, comparing);
    for (const model of models) {
      const own = built.then((failures) => {
        const failure = failures.get(model);
        if (failure !== undefined) throw failure;
      });
      model.rebuilding = own.finally(() => {
        model.rebuilding = undefined;
        model.built = undefined;
        this.beside.onServed();
      });
    }
  }

  /** Those that could not be built, and why. */
  async #rebuild(
    models: readonly KeptModel[],
    comparing: Comparing | undefined,
  ): Promise<ReadonlyMap<KeptModel, Error>> {
    const { storage, log } = this.options;
    const { closing, turns, stopAt, onServed } = this.beside;
    const failures = new Map<KeptModel, Error>();
    const told: BuildingTold<KeptModel> = {
      onMoved: ({ of, position }) => {
        of.built = position;
      },
      onFailure: async ({ of, set }, failure) => {
        if (!of.isCurrent) stopAt(of, failure);
        await storage.drop(set);
        const { because, stream } = failure;
        failures.set(of, new Error(`${of.readModel.name} cannot be built: ${because} (${stream})`));
      },
    };
    const build = (parts: readonly Building<KeptModel>[], upTo?: number): Promise<readonly Building<KeptModel>[]> =>
      buildTogether(this.options, parts, closing, told, upTo);
    let parts = await this.#begun(models, comparing);
    for (const stop of [...new Set(comparing?.positions.values())].sort((one, other) => one - other)) {
      parts = await build(parts, stop);
      for (const { of, set, readModel, position } of parts) {
        if (position !== stop || comparing?.positions.get(of) !== stop) continue;
        comparing.found.set(of, await fingerprintOf(storage, set, readModel.collections));
      }
    }
    parts = await build(parts);
    for (const { readModel, set } of parts) {
      for (const collection of readModel.collections) {
        for (const index of Object.keys(collection.indexes)) {
          await storage.makeIndex(set, collection, index);
          await setImmediate();
        }
      }
    }
    parts = await build(parts);
    const former = await turns.take(async () => {
      const replaced: KnownSet[] = [];
      // The live ones wait now, so this ends: level with them, or further on.
      for (const { of, set, position } of await build(parts)) {
        const before = of.serving;
        if (!(await storage.serve(set))) throw new BuiltElsewhere();
        if (before !== undefined && before.number !== set.number) replaced.push(before);
        serveFrom(of, { ...set, state: 'serving', position }, true);
        const { name, version } = of.readModel;
        log.info({ readModel: name, version }, 'A read model was built and serves');
      }
      return replaced;
    });
    onServed();
    for (const set of former) this.clear(set);
    return failures;
  }

  /** A set for each: a new one, or that of a rebuild that was broken off. */
  async #begun(
    models: readonly KeptModel[],
    comparing: Comparing | undefined,
  ): Promise<readonly Building<KeptModel>[]> {
    const { storage, log } = this.options;
    const sets = await storage.sets();
    const begun: Building<KeptModel>[] = [];
    for (const model of models) {
      const brokenOff = sets.find((set) => set.state === 'building' && isOf(set, model));
      const isTooFar = (brokenOff?.position ?? 0) > (comparing?.positions.get(model) ?? Number.POSITIVE_INFINITY);
      if (brokenOff !== undefined && isTooFar) await storage.drop(brokenOff);
      const isGoneOnWith = brokenOff !== undefined && !isTooFar;
      const set = isGoneOnWith ? brokenOff : await storage.create(newSet(model), 'building');
      const { position } = set;
      const { readModel } = model;
      log.info({ readModel: readModel.name, version: readModel.version, from: position }, 'A read model is built');
      begun.push({ of: model, readModel, set, position });
    }
    return begun;
  }
}
