import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

import { buildTogether, type Building } from './build-together.js';
import { shapeOf } from './indexed-fields.js';
import { backoff, nameOf, nextCommits, waiting } from './log-reading.js';
import type { FollowedLog, FollowingLog, Waiting } from './log-reading.js';
import { projectCommits, type ProjectionFailure } from './project-commits.js';
import { reachedBy } from './reached.js';
import type { Collection, ReadModel, Views } from './read-model.js';
import { ServedViews } from './served-views.js';
import { documentOf } from './stored-json.js';
import { TurnTaking } from './turn-taking.js';
import type { KnownSet, ViewStorage } from './view-storage.js';
import { WokenLoop } from './woken-loop.js';

export interface ProjectionRunnerOptions {
  readonly store: FollowedLog;
  readonly storage: ViewStorage;
  readonly readModels: readonly ReadModel[];
  readonly log: FollowingLog;
  readonly wait?: Waiting;
  /** Commits in one batch; 1,000 if left out. */
  readonly commitsAtOnce?: number;
}

export interface ReadModelState {
  readonly name: string;
  /** Version that is served. */
  readonly version: number;
  readonly position: number;
  readonly lag: number;
  /** `rebuilding`: an older version, or nothing yet, is served meanwhile. `stopped`: an event failed; a restart or a rebuild tries again. */
  readonly condition: 'following' | 'rebuilding' | 'stopped';
  readonly because?: string;
}

interface Model {
  readonly readModel: ReadModel;
  readonly shape: string;
  serving: KnownSet | undefined;
  /** Of the serving set. */
  position: number;
  /** False while what serves is of an older version: it stands still. */
  isCurrent: boolean;
  stopped: string | undefined;
  rebuilding: Promise<void> | undefined;
}

/** Keeps the read models of one service level with its log. */
export class ProjectionRunner {
  readonly views: Views;
  readonly #models = new Map<string, Model>();
  readonly #ownerOf = new Map<string, Model>();
  readonly #loop = new WokenLoop(() => this.#round());
  readonly #turns = new TurnTaking();
  readonly #closing = new AbortController();
  readonly #moved = new Set<() => void>();
  readonly #clearing = new Set<Promise<void>>();
  #lookedAt = 0;
  #looking: Promise<void> | undefined;
  #stopListening: () => void = () => undefined;
  #failures = 0;
  #problem: string | undefined;

  constructor(private readonly options: ProjectionRunnerOptions) {
    for (const readModel of options.readModels) {
      if (this.#models.has(readModel.name)) throw new Error(`Two read models are called ${readModel.name}`);
      const model: Model = {
        readModel,
        shape: shapeOf(readModel),
        serving: undefined,
        position: 0,
        isCurrent: false,
        stopped: undefined,
        rebuilding: undefined,
      };
      this.#models.set(readModel.name, model);
      for (const { name } of readModel.collections) {
        if (this.#ownerOf.has(name)) throw new Error(`Two read models declare the collection ${name}`);
        this.#ownerOf.set(name, model);
      }
    }
    const reached = reachedBy(
      options.store,
      (position) => this.#standingAt(position),
      (listener) => {
        this.#moved.add(listener);
        return () => this.#moved.delete(listener);
      },
    );
    this.views = new ServedViews(options.storage, (collection) => this.#servingSetOf(collection), reached);
  }

  /** Opens what is there and begins to follow. Rebuilds that were broken off, or that a new version asks for, go on beside. */
  async start(): Promise<void> {
    const { store, storage } = this.options;
    const lastPosition = await store.lastPosition();
    const sets = await storage.sets();
    for (const set of sets) {
      const model = this.#models.get(set.readModel);
      // A log shorter than its views was restored from an older copy: they hold what never happened.
      const isSound = model !== undefined && isOf(set, model) && set.position <= lastPosition;
      if (set.state === 'serving' && model !== undefined) {
        Object.assign(model, { serving: set, position: set.position, isCurrent: isSound });
      } else if (set.state === 'retired') this.#clear(set);
      else if (!isSound) await storage.drop(set);
    }
    this.#lookedAt = performance.now();
    for (const model of this.#models.values()) {
      if (model.serving === undefined && lastPosition === 0) {
        model.serving = await storage.create(newSet(model), 'serving');
        model.isCurrent = true;
      }
    }
    this.#stopListening = store.onLogged(() => {
      this.#loop.wake();
    });
    this.#loop.wake();
    const outdated = [...this.#models.values()].filter(({ isCurrent }) => !isCurrent);
    // A failure stands in state() and in the log.
    void this.rebuild(...outdated.map(({ readModel }) => readModel.name)).catch(() => undefined);
  }

  async state(): Promise<readonly ReadModelState[]> {
    const last = await this.options.store.lastPosition();
    return [...this.#models.values()].map(({ readModel, serving, position, stopped, rebuilding, isCurrent }) => {
      const because = stopped ?? this.#problem;
      return {
        name: readModel.name,
        version: serving?.version ?? readModel.version,
        position,
        lag: Math.max(0, last - position),
        condition:
          rebuilding !== undefined || (!isCurrent && stopped === undefined)
            ? 'rebuilding'
            : stopped === undefined
              ? 'following'
              : 'stopped',
        ...(because === undefined ? {} : { because }),
      };
    });
  }

  /** Resolves when every read model that has not stopped holds all that stands in the log, rebuilds included. */
  async caughtUp(): Promise<void> {
    await this.#besides();
    this.#loop.wake();
    await this.#loop.idle();
  }

  /**
   * Builds read models from the first event while the present ones serve, all with one reading of the log, then swaps
   * them. Goes on where a kill broke it off. Rejects, and leaves what serves as it is, where an event fails; the others
   * of the same call are built all the same.
   */
  async rebuild(...names: readonly string[]): Promise<void> {
    const models = names.map((name) => this.#named(name));
    const idle = models.filter(({ rebuilding }) => rebuilding === undefined);
    if (idle.length > 0) this.#beginRebuild(idle);
    await Promise.all(models.flatMap(({ rebuilding }) => rebuilding ?? []));
  }

  /** Hash over all documents in order of id. Equal for equal documents, whenever and however they came about. */
  async fingerprint(name: string): Promise<string> {
    const model = this.#named(name);
    return this.#turns.take(async () => {
      const { serving, readModel } = model;
      const hash = createHash('sha256');
      if (serving === undefined) return hash.digest('hex');
      for (const collection of readModel.collections) {
        hash.update(`${collection.name}\n`);
        let afterId = '';
        for (;;) {
          const page = await this.options.storage.walk(serving, collection, afterId, 500);
          for (const json of page) hash.update(`${json}\n`);
          const last = page.at(-1);
          if (last === undefined) break;
          afterId = documentOf(collection, last).id;
          await setImmediate();
        }
      }
      return hash.digest('hex');
    });
  }

  /** After the batch under way; a rebuild goes on at the next start. */
  async stop(): Promise<void> {
    this.#stopListening();
    this.#closing.abort();
    await this.#loop.stop();
    await this.#besides();
    this.#tellMoved();
  }

  async #round(): Promise<'more' | 'nothing-left'> {
    try {
      const outcome = await this.#turns.take(() => this.#advanceLive());
      this.#failures = 0;
      this.#problem = undefined;
      this.#tellMoved();
      return outcome;
    } catch (error) {
      this.#failures += 1;
      this.#problem = nameOf(error);
      if (this.#closing.signal.aborted) return 'nothing-left';
      this.options.log.error({ because: this.#problem }, 'Read models cannot go on; they try again');
      await (this.options.wait ?? waiting)(backoff(this.#failures), this.#closing.signal);
      return 'more';
    }
  }

  /** Those that are furthest behind take the next commits together: one reading, one transaction for all of them. */
  async #advanceLive(): Promise<'more' | 'nothing-left'> {
    const { store, storage, commitsAtOnce = 1_000 } = this.options;
    const live = [...this.#models.values()].filter(({ isCurrent, stopped }) => isCurrent && stopped === undefined);
    const lowest = Math.min(...live.map(({ position }) => position));
    const next = Math.min(...live.map(({ position }) => position).filter((position) => position > lowest));
    if (live.length === 0) return 'nothing-left';
    const commits = await nextCommits(store, lowest, Math.min(commitsAtOnce, next - lowest));
    if (commits.length === 0) return 'nothing-left';
    const advances = [];
    for (const model of live) {
      if (model.position !== lowest || model.serving === undefined) continue;
      const projected = await projectCommits(storage, model.readModel, model.serving, lowest, commits);
      if (projected.failure !== undefined) this.#stopAt(model, projected.failure);
      if (projected.advance !== undefined) advances.push({ model, advance: projected.advance });
    }
    if (!(await storage.write(advances.map(({ advance }) => advance)))) {
      await this.#lookWhatServes();
      return 'more';
    }
    for (const { model, advance } of advances) {
      if (model.serving?.number === advance.set.number) model.position = Math.max(model.position, advance.to);
    }
    return 'more';
  }

  /** Where other processes may have built another set since, it is looked for before a retired one is gone. */
  async #servingSetOf(collection: Collection): Promise<KnownSet | undefined> {
    const { keepsRetiredForMs } = this.options.storage;
    if (keepsRetiredForMs !== undefined && performance.now() - this.#lookedAt > keepsRetiredForMs / 6) {
      this.#looking ??= this.#lookWhatServes().finally(() => {
        this.#looking = undefined;
      });
      await this.#looking;
    }
    return this.#modelOf(collection).serving;
  }

  /** Which sets serve, and how far they are: another process may have built or moved them. */
  async #lookWhatServes(): Promise<void> {
    const asked = performance.now();
    for (const set of await this.options.storage.sets()) {
      const model = this.#models.get(set.readModel);
      if (model === undefined || set.state !== 'serving') continue;
      if (model.serving?.number === set.number) model.position = Math.max(model.position, set.position);
      else {
        const { position } = set;
        Object.assign(model, { serving: set, position, isCurrent: isOf(set, model), stopped: undefined });
      }
    }
    this.#lookedAt = asked;
    this.#tellMoved();
  }

  #beginRebuild(models: readonly Model[]): void {
    const built = this.#rebuild(models);
    for (const model of models) {
      const own = built.then((failures) => {
        const failure = failures.get(model);
        if (failure !== undefined) throw failure;
      });
      model.rebuilding = own.finally(() => {
        model.rebuilding = undefined;
        this.#loop.wake();
      });
    }
  }

  /** Those that could not be built, and why. */
  async #rebuild(models: readonly Model[]): Promise<ReadonlyMap<Model, Error>> {
    const { storage, log } = this.options;
    const failures = new Map<Model, Error>();
    const build = (parts: readonly Building<Model>[]): Promise<readonly Building<Model>[]> =>
      buildTogether(this.options, parts, this.#closing.signal, async ({ of, set }, failure) => {
        if (!of.isCurrent) this.#stopAt(of, failure);
        await storage.drop(set);
        const { because, stream } = failure;
        failures.set(of, new Error(`${of.readModel.name} cannot be built: ${because} (${stream})`));
      });
    let parts = await build(await this.#begun(models));
    for (const { readModel, set } of parts) {
      for (const collection of readModel.collections) {
        for (const index of Object.keys(collection.indexes)) {
          await storage.makeIndex(set, collection, index);
          await setImmediate();
        }
      }
    }
    parts = await build(parts);
    const former = await this.#turns.take(async () => {
      const replaced: KnownSet[] = [];
      // The live ones wait now, so this ends: level with them, or further on.
      for (const { of, set, position } of await build(parts)) {
        const before = of.serving;
        await storage.serve(set);
        if (before !== undefined && before.number !== set.number) replaced.push(before);
        const serving = { ...set, state: 'serving' } as const;
        Object.assign(of, { serving, position, isCurrent: true, stopped: undefined });
        const { name, version } = of.readModel;
        log.info({ readModel: name, version }, 'A read model was built and serves');
      }
      return replaced;
    });
    this.#tellMoved();
    for (const set of former) this.#clear(set);
    return failures;
  }

  /** A set for each: a new one, or that of a rebuild that was broken off. */
  async #begun(models: readonly Model[]): Promise<readonly Building<Model>[]> {
    const { storage, log } = this.options;
    const sets = await storage.sets();
    const begun: Building<Model>[] = [];
    for (const model of models) {
      const brokenOff = sets.find((set) => set.state === 'building' && isOf(set, model));
      const set = brokenOff ?? (await storage.create(newSet(model), 'building'));
      const { position } = set;
      const { readModel } = model;
      log.info({ readModel: readModel.name, version: readModel.version, from: position }, 'A read model is built');
      begun.push({ of: model, readModel, set, position });
    }
    return begun;
  }

  /** Beside everything else: what is retired serves nobody, and the next start finds what is left of it. */
  #clear(former: KnownSet): void {
    const { storage, log } = this.options;
    const clear = async (): Promise<void> => {
      if (storage.keepsRetiredForMs !== undefined) await waiting(storage.keepsRetiredForMs, this.#closing.signal);
      // Then the next start does it.
      if (storage.keepsRetiredForMs !== undefined && this.#closing.signal.aborted) return;
      await storage.drop(former);
    };
    const clearing = clear().catch((error: unknown) => {
      log.warn({ readModel: former.readModel, because: nameOf(error) }, 'A retired read model is left');
    });
    this.#clearing.add(clearing);
    void clearing.then(() => this.#clearing.delete(clearing));
  }

  async #besides(): Promise<void> {
    for (const { rebuilding } of this.#models.values()) await rebuilding?.catch(() => undefined);
    // Where others read as well it is not waited for.
    if (this.options.storage.keepsRetiredForMs === undefined) await Promise.all(this.#clearing);
  }

  #stopAt(model: Model, failure: ProjectionFailure): void {
    model.stopped = failure.because;
    this.options.log.error(
      { readModel: model.readModel.name, ...failure },
      'A read model stands still: an event failed',
    );
  }

  #standingAt(position: number): 'reached' | 'behind' | 'never' {
    const behind = [...this.#models.values()].filter((model) => model.position < position);
    if (behind.length === 0) return 'reached';
    return behind.some(({ stopped }) => stopped !== undefined) || this.#closing.signal.aborted ? 'never' : 'behind';
  }

  #tellMoved(): void {
    for (const listener of this.#moved) listener();
  }

  #named(name: string): Model {
    const model = this.#models.get(name);
    if (model === undefined) throw new Error(`No such read model: ${name}`);
    return model;
  }

  #modelOf({ name }: Collection): Model {
    const model = this.#ownerOf.get(name);
    if (model === undefined) throw new Error(`No read model declares the collection ${name}`);
    return model;
  }
}

const isOf = ({ version, shape }: Pick<KnownSet, 'version' | 'shape'>, model: Model): boolean =>
  version === model.readModel.version && shape === model.shape;

const newSet = ({ readModel, shape }: Model) => ({
  readModel: readModel.name,
  version: readModel.version,
  shape,
  collections: readModel.collections,
});
