import { backoff, isStorageOutage, waiting } from '#projections/log-reading.js';
import type { BackgroundWork, Reaction, ServiceRuntime } from '#service-kit/service.js';

import { isImportEvent } from '../../domain/story-import/story-import.js';
import { imports } from '../../read-models/imports/imports.js';
import { runImport, type ImportProgress } from './run-import.js';

const viewsWithinMs = 60_000;

/** Imports of one process, one after another: begun when told, and again at every start until they have ended; may be stopped and resumed. */
export class ImportJobs {
  readonly #waiting: string[] = [];
  readonly #progress = new Map<string, ImportProgress>();
  #stopping = new AbortController();
  #working: Promise<void> = Promise.resolve();

  constructor(private readonly service: ServiceRuntime) {}

  async resume(): Promise<void> {
    if (this.#stopping.signal.aborted) this.#stopping = new AbortController();
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

  /** Stops in the middle: the next start goes on. */
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
      // Its text could be a row's: only the kind is logged. The import stays running, and is tried at the next start.
      const kind = error instanceof Error ? error.name : typeof error;
      this.service.log.error({ import: id, kind }, 'An import stands still; the next start tries it again');
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

const jobs = new WeakMap<ServiceRuntime, ImportJobs>();

/** The one queue of a running service. */
export function jobsOf(service: ServiceRuntime): ImportJobs {
  let found = jobs.get(service);
  if (found === undefined) {
    found = new ImportJobs(service);
    jobs.set(service, found);
  }
  return found;
}

/**
 * Begins an import once the view has it: after that every start finds it there. A kill between the two brings the event
 * again, so that no import is forgotten between the log and the view.
 */
export const beginImports: Reaction = {
  name: 'begin-imports',
  on: async ({ event, stream, streamVersion }, service) => {
    if (!isImportEvent(event) || event.type !== 'ImportStarted') return;
    if (!(await service.views.reached(stream, streamVersion, viewsWithinMs))) {
      throw new Error(`${stream}: the view of imports has not caught up`);
    }
    const { id, state } = (await service.views.get(imports, stream.slice('import/'.length))) ?? {};
    if (id !== undefined && state === 'running') jobsOf(service).begin(id);
  },
};

export const importJobs: BackgroundWork = {
  name: 'imports',
  start: async (service) => {
    await jobsOf(service).resume();
    return { stop: () => jobsOf(service).stop() };
  },
};
