import type { MongoDatabase } from '#mongo/mongo-database.js';

import { commits, log } from './commit-documents.js';
import type { MongoCommitStorage } from './mongo-commit-storage.js';

const againAfterMs = 1_000;

/**
 * Wakes a relay, and by it whoever follows the log, when another process has written. It only saves waiting: the relay
 * looks by itself every second, so that a signal that is lost, or cannot be had, costs time and nothing else.
 */
export class LogSignal {
  #stop: (() => Promise<void>) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(
    private readonly database: MongoDatabase,
    private readonly storage: Pick<MongoCommitStorage, 'knows'>,
    private readonly wake: () => void,
  ) {}

  /** Resolves when it listens, or when it could not: it then tries again by itself. */
  async start(): Promise<void> {
    if (this.#isStopped) return;
    const stream = this.database.watchInsertions([commits.name, log.name]);
    this.#stop = async () => {
      stream.removeAllListeners('change');
      await stream.close().catch(() => undefined);
    };
    stream.on('change', (change) => {
      // What this process wrote itself wakes nobody twice.
      if (change.operationType === 'insert' && this.storage.knows(change.ns.coll, change.documentKey._id)) return;
      this.wake();
    });
    stream.on('error', () => {
      void stream.close().catch(() => undefined);
      if (this.#isStopped) return;
      this.#timer = setTimeout(() => {
        void this.start();
      }, againAfterMs);
      this.#timer.unref();
    });
    await new Promise<void>((resolve) => {
      for (const event of ['resumeTokenChanged', 'error', 'close'] as const)
        stream.once(event, () => {
          resolve();
        });
    });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#stop?.();
  }
}
