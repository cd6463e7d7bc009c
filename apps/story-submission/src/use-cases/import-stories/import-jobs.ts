import type { EventStore } from '#event-store/event-store.js';
import { backoff, isStorageOutage, waiting } from '#projections/log-reading.js';
import { repeatedWork } from '#service-kit/background/repeated-work.js';
import type { BackgroundWork, Reaction, ServiceRuntime } from '#service-kit/service.js';

import { isImportEvent } from '../../domain/story-import/story-import.js';
import { imports } from '../../read-models/imports/imports.js';
import { runImport, type ImportProgress } from './run-import.js';

/** Imports of one process, one after another: begun when told, and whenever they are looked for until they have ended. */
export class ImportJobs {
  readonly #waiting: string[] = [];
  readonly #progress = new Map<string, ImportProgress>();
  readonly #stopping = new AbortController();
  #working: Promise<void> = Promise.resolve();

  constructor(private readonly service: ServiceRuntime) {}

  async resume(): Promise<void> {
    const { documents } = await this.service.views.find(imports, { index: 'byState', equals: { state: 'running' } });
    for (const { id } of documents) this.begin(id);
  }

  begin(id: string): void {
    if (this.#waiting.includes(id)) return;
    this.#waiting.push(id);
    this.#working = this.#working.then(() => this.#run(id));
  }

  progressOf(id: string): ImportProgress | undefined {
    return this.#progress.get(id);
  }

  /** Stops in the middle, for good: the next start, or the process that has the turn then, goes on. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#working;
  }

  async #run(id: string): Promise<void> {
    const { signal } = this.#stopping;
    try {
      await this.#runThroughOutages(id, signal);
    } catch (error) {
      if (signal.aborted) return;
      // Its text could be a row's: only the kind is logged. The import stays running, and is found when they are looked for.
      const kind = error instanceof Error ? error.name : typeof error;
      this.service.log.error({ import: id, kind }, 'An import stands still; it is tried again in some minutes');
    } finally {
      this.#waiting.splice(this.#waiting.indexOf(id), 1);
      this.#progress.delete(id);
    }
  }

  /** What was taken must not wait for somebody to start the service again because its storage was away for a moment. */
  async #runThroughOutages(id: string, signal: AbortSignal): Promise<void> {
    for (let failures = 1; !signal.aborted; failures += 1) {
      try {
        await runImport(this.service, id, (progress) => this.#progress.set(id, progress), signal);
        return;
      } catch (error) {
        if (!isStorageOutage(error)) throw error;
        await waiting(backoff(failures), signal);
      }
    }
  }
}

/** Of the processes that run a service, the one whose turn it is has some: the others import nothing. */
const inTurn = new WeakMap<EventStore, ImportJobs>();

/** Undefined also where another process is at it. */
export const progressOf = ({ store }: ServiceRuntime, id: string): ImportProgress | undefined =>
  inTurn.get(store)?.progressOf(id);

/**
 * Begins an import once the view has it: after that it is found there whenever they are looked for. A kill between the
 * two brings the event again, so that no import is forgotten between the log and the view.
 */
export const beginImports: Reaction = {
  name: 'begin-imports',
  on: async ({ event, stream }, { store, views }) => {
    if (!isImportEvent(event) || event.type !== 'ImportStarted') return;
    const { id, state } = (await views.get(imports, stream.slice('import/'.length))) ?? {};
    if (id !== undefined && state === 'running') inTurn.get(store)?.begin(id);
  },
};

/** One that stood still goes on by itself; so does one that nobody could see while the view was built anew. */
export const importJobs = (looksAgainEveryMs = 300_000): BackgroundWork => ({
  name: 'imports',
  start: async (service) => {
    const jobs = new ImportJobs(service);
    inTurn.set(service.store, jobs);
    const looking = await repeatedWork({
      name: 'imports',
      everyMs: looksAgainEveryMs,
      failed: 'Imports that are under way could not be looked for; it is tried again in some minutes',
      act: () => jobs.resume(),
    }).start(service);
    return {
      stop: async () => {
        inTurn.delete(service.store);
        await looking.stop();
        await jobs.stop();
      },
    };
  },
});
