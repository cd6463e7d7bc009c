import { fingerprintOf } from './fingerprint.js';
import { KeptModels, movedTo, type KeptModel } from './kept-models.js';
import { backoff, nameOf, nextCommits, waiting } from './log-reading.js';
import type { FollowedLog, FollowingLog, Waiting } from './log-reading.js';
import { projectCommits, type ProjectionFailure } from './project-commits.js';
import { waitingFor } from './reached.js';
import type { ReadModel, Views } from './read-model.js';
import { Rebuilding, type Compared } from './rebuilding.js';
import { ServedViews } from './served-views.js';
import { TurnTaking } from './turn-taking.js';
import type { SetAdvance, ViewStorage } from './view-storage.js';
import { WokenLoop } from './woken-loop.js';

export interface ProjectionRunnerOptions {
  readonly store: FollowedLog;
  readonly storage: ViewStorage;
  readonly readModels: readonly ReadModel[];
  readonly log: FollowingLog;
  readonly wait?: Waiting;
  /** Commits in one batch; what the storage says, or 1,000, if left out. */
  readonly commitsAtOnce?: number;
}

/** A position is written with what changed, or when so many commits changed nothing: what a kill loses is looked at again. */
const unchangedAtMost = 500;

/**
 * After a failure, until all is level: a batch for which the database has no room in one transaction fails each time, and
 * the views would stand still for ever.
 */
const partAfterFailure = 8;

interface Advance {
  readonly model: KeptModel;
  readonly advance: SetAdvance;
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
  /** How far the set is that will serve in place of this one. */
  readonly built?: number;
}

/** Keeps the read models of one service level with its log. */
export class ProjectionRunner {
  readonly views: Views;
  readonly #models: KeptModels;
  readonly #rebuilding: Rebuilding;
  readonly #loop = new WokenLoop(() => this.#round());
  readonly #turns = new TurnTaking();
  readonly #closing = new AbortController();
  readonly #moved = new Set<() => void>();
  #upToDate: Promise<void> = Promise.resolve();
  #stopListening: () => void = () => undefined;
  #failures = 0;
  #takesFewer = false;
  /** Who waits for the end: what another process has added is not always told of before it can be read. */
  #seekingEnd = 0;
  #problem: string | undefined;

  constructor(private readonly options: ProjectionRunnerOptions) {
    const { store, storage, readModels } = options;
    this.#models = new KeptModels(readModels, storage, () => {
      this.#tellMoved();
    });
    this.#rebuilding = new Rebuilding(options, {
      models: this.#models,
      turns: this.#turns,
      closing: this.#closing.signal,
      onServed: () => {
        this.#tellMoved();
        this.#loop.wake();
      },
      stopAt: (model, failure) => {
        this.#stopAt(model, failure);
      },
    });
    const waits = waitingFor(
      store,
      (position) => this.#standingAt(position),
      (listener) => {
        this.#moved.add(listener);
        return () => this.#moved.delete(listener);
      },
    );
    this.views = new ServedViews(storage, (collection) => this.#models.servingSetOf(collection), waits);
  }

  /** Opens what is there and begins to follow. Rebuilds that were broken off, or that a new version asks for, go on beside. */
  async start(): Promise<void> {
    const { store } = this.options;
    for (const retired of await this.#models.open(store)) this.#rebuilding.clear(retired);
    this.#stopListening = store.onLogged(() => {
      this.#loop.wake();
    });
    this.#loop.wake();
    this.#upToDate = this.#rebuilding.keepUpToDate();
  }

  async state(): Promise<readonly ReadModelState[]> {
    const last = await this.options.store.lastPosition();
    return this.#models.all.map(({ readModel, serving, position, stopped, rebuilding, built, isCurrent }) => {
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
        ...(built === undefined ? {} : { built }),
      };
    });
  }

  /** Resolves when every read model that has not stopped holds all that stands in the log, rebuilds included. */
  async caughtUp(): Promise<void> {
    await this.#upToDate;
    await this.#rebuilding.idle();
    this.#seekingEnd += 1;
    this.#loop.wake();
    await this.#loop.idle();
    this.#seekingEnd -= 1;
  }

  /**
   * Builds read models from the first event while the present ones serve, all with one reading of the log, then swaps
   * them. Goes on where a kill broke it off. Rejects, and leaves what serves as it is, where an event fails; the others
   * of the same call are built all the same.
   */
  async rebuild(...names: readonly string[]): Promise<void> {
    await this.#rebuilding.rebuild(names.map((name) => this.#models.named(name)));
  }

  /** Rebuilds, and says of each what served and what was built, both at one place in the log. Others may write meanwhile. */
  async rebuildAndCompare(...names: readonly string[]): Promise<readonly Compared[]> {
    return this.#rebuilding.rebuildAndCompare(names.map((name) => this.#models.named(name)));
  }

  /** Hash over all documents in order of id. Equal for equal documents, whenever and however they came about. */
  async fingerprint(name: string): Promise<string> {
    const model = this.#models.named(name);
    const { storage } = this.options;
    return this.#turns.take(() => fingerprintOf(storage, model.serving, model.readModel.collections));
  }

  /** After the batch under way; a rebuild goes on at the next start. */
  async stop(): Promise<void> {
    this.#stopListening();
    this.#closing.abort();
    await this.#loop.stop();
    await this.#upToDate;
    await this.#rebuilding.idle();
    await this.#keepPositions();
    this.#tellMoved();
  }

  async #round(): Promise<'more' | 'nothing-left'> {
    try {
      const outcome = await this.#turns.take(() => this.#advanceLive());
      this.#failures = 0;
      this.#problem = undefined;
      if (outcome === 'nothing-left') this.#takesFewer = false;
      this.#tellMoved();
      return outcome;
    } catch (error) {
      this.#failures += 1;
      this.#takesFewer = true;
      this.#problem = nameOf(error);
      if (this.#closing.signal.aborted) return 'nothing-left';
      this.options.log.error({ because: this.#problem }, 'Read models cannot go on; they try again');
      await (this.options.wait ?? waiting)(backoff(this.#failures), this.#closing.signal);
      return 'more';
    }
  }

  /** Those that are furthest behind take the next commits together: one reading, one transaction for all of them. */
  async #advanceLive(): Promise<'more' | 'nothing-left'> {
    const { store, storage } = this.options;
    const { live } = this.#models;
    const lowest = Math.min(...live.map(({ position }) => position));
    const next = Math.min(...live.map(({ position }) => position).filter((position) => position > lowest));
    if (live.length === 0) return 'nothing-left';
    const asTold = this.#seekingEnd === 0;
    const { commits, isEnd } = await nextCommits(store, lowest, Math.min(this.#commitsAtOnce(), next - lowest), asTold);
    if (commits.length === 0) return 'nothing-left';
    // Side by side: what they read is on its way at the same time.
    const projecting = live.map(async (model): Promise<readonly Advance[]> => {
      if (model.position !== lowest || model.serving === undefined) return [];
      const projected = await projectCommits(storage, model.readModel, model.serving, model.storedPosition, commits);
      if (projected.failure !== undefined) this.#stopAt(model, projected.failure);
      return projected.advance === undefined ? [] : [{ model, advance: projected.advance }];
    });
    const advances = (await Promise.all(projecting)).flat();
    if (!(await this.#write(advances.filter(({ advance }) => isDue(advance))))) return 'more';
    for (const { model, advance } of advances) {
      if (model.serving?.number === advance.set.number) model.position = Math.max(model.position, advance.to);
    }
    return isEnd && this.#areLevel() && this.#seekingEnd === 0 ? 'nothing-left' : 'more';
  }

  #commitsAtOnce(): number {
    const { storage, commitsAtOnce = storage.commitsAtOnce ?? 1_000 } = this.options;
    return this.#takesFewer ? Math.ceil(commitsAtOnce / partAfterFailure) : commitsAtOnce;
  }

  /** False: another process was first, and nothing was written. */
  async #write(advances: readonly Advance[]): Promise<boolean> {
    if (!(await this.options.storage.write(advances.map(({ advance }) => advance)))) {
      await this.#models.look();
      return false;
    }
    for (const { model, advance } of advances) {
      if (model.serving?.number === advance.set.number) movedTo(model, advance.to);
    }
    return true;
  }

  /** So that the next start need not look at them again. */
  async #keepPositions(): Promise<void> {
    const behind = this.#models.live.flatMap((model): readonly Advance[] => {
      const { serving: set, storedPosition: from, position: to } = model;
      return set === undefined || from === to ? [] : [{ model, advance: { set, from, to, changes: [] } }];
    });
    await this.#write(behind).catch((error: unknown) => {
      this.options.log.warn({ because: nameOf(error) }, 'Positions of read models are not kept');
    });
  }

  #areLevel(): boolean {
    return new Set(this.#models.live.map(({ position }) => position)).size <= 1;
  }

  #stopAt(model: KeptModel, failure: ProjectionFailure): void {
    model.stopped = failure.because;
    this.options.log.error(
      { readModel: model.readModel.name, ...failure },
      'A read model stands still: an event failed',
    );
  }

  /** `never`: those that go on are there, and the others stand still. */
  #standingAt(position: number): 'reached' | 'behind' | 'never' {
    const behind = this.#models.all.filter((model) => model.position < position);
    if (behind.length === 0) return 'reached';
    return behind.every(({ stopped }) => stopped !== undefined) || this.#closing.signal.aborted ? 'never' : 'behind';
  }

  #tellMoved(): void {
    for (const listener of this.#moved) listener();
  }
}

const isDue = ({ from, to, changes }: SetAdvance): boolean => changes.length > 0 || to - from >= unchangedAtMost;
