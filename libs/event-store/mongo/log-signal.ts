import { randomUUID } from 'node:crypto';

import { clearLapsed, giveBackLease, isAnotherHeld, takeLease } from '#mongo/leases.js';
import type { MongoDatabase } from '#mongo/mongo-database.js';

import { commits, log } from './commit-documents.js';
import type { MongoCommitStorage } from './mongo-commit-storage.js';

/** A process that is there has a lease of this beginning, each one of its own. */
const present = 'present/';
/** After a kill it counts as there for so long. */
const presentMs = 15_000;
const saysItIsThereEveryMs = 5_000;
const looksForOthersEveryMs = 1_000;

/**
 * Wakes a relay, and by it whoever follows the log, when another process has written. It only saves waiting: the relay
 * looks by itself every second, so that a signal that is lost, or cannot be had, costs time and nothing else. A process
 * that is alone does not listen: it would hear its own writes, each of which the server and it would have to look at.
 */
export class LogSignal {
  readonly #name = `${present}${randomUUID()}`;
  #close: (() => Promise<void>) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #isStopped = false;
  #saidAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly database: MongoDatabase,
    private readonly storage: Pick<MongoCommitStorage, 'knows'>,
    private readonly wake: () => void,
  ) {}

  /** Resolves when it listens, or need not, or could not: it then looks again by itself. */
  async start(): Promise<void> {
    this.#looking = this.#look().catch(() => undefined);
    await this.#looking;
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      void this.start();
    }, looksForOthersEveryMs);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
    await this.#close?.();
    await giveBackLease(this.database, this.#name, this.#name).catch(() => undefined);
  }

  /** Says that it is there before it looks: of two that start at the same moment one sees the other. */
  async #look(): Promise<void> {
    const now = performance.now();
    if (this.#saidAt === Number.NEGATIVE_INFINITY) await clearLapsed(this.database, present);
    if (now - this.#saidAt >= saysItIsThereEveryMs) {
      await takeLease(this.database, this.#name, this.#name, presentMs);
      this.#saidAt = now;
    }
    const isAlone = !(await isAnotherHeld(this.database, present, this.#name));
    if (isAlone) await this.#close?.();
    else if (this.#close === undefined && !this.#isStopped) await this.#listen();
  }

  async #listen(): Promise<void> {
    const stream = this.database.watchInsertions([commits.name, log.name]);
    const close = async (): Promise<void> => {
      if (this.#close === close) this.#close = undefined;
      stream.removeAllListeners('change');
      await stream.close().catch(() => undefined);
    };
    this.#close = close;
    stream.on('change', (change) => {
      // What this process wrote itself wakes nobody twice.
      if (change.operationType === 'insert' && this.storage.knows(change.ns.coll, change.documentKey._id)) return;
      this.wake();
    });
    stream.on('error', () => {
      void close();
    });
    await new Promise<void>((resolve) => {
      for (const event of ['resumeTokenChanged', 'error', 'close'] as const)
        stream.once(event, () => {
          resolve();
        });
    });
    // What was written before it listened.
    this.wake();
  }
}
