import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import { giveBackLease, takeLease } from '#mongo/leases.js';
import type { MongoDatabase } from '#mongo/mongo-database.js';

import type { Turn } from '../background/turn.js';

const name = 'following';
/** After a kill another process takes over within this time. */
const leaseMs = 6_000;
/** Not asked again for so long: much less than what is left of a lease that was found or renewed. */
const sureForMs = 1_000;

/** The turn of a process by a lease in the database of its service. */
export class LeasedTurn implements Turn {
  #sureUntil = 0;
  #asking: Promise<boolean> | undefined;

  constructor(
    private readonly database: MongoDatabase,
    private readonly holder: string,
  ) {}

  async isOurs(): Promise<boolean> {
    if (performance.now() < this.#sureUntil) return true;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** So that another process need not wait for the end of the lease. */
  async giveBack(): Promise<void> {
    this.#sureUntil = 0;
    await giveBackLease(this.database, name, this.holder);
  }

  async #ask(): Promise<boolean> {
    const asked = performance.now();
    const isOurs = await takeLease(this.database, name, this.holder, leaseMs);
    this.#sureUntil = isOurs ? asked + sureForMs : 0;
    return isOurs;
  }
}

const looksAgainAfterMs = 100;
const workMs = 10_000;

/** Processes that start at the same moment do this one after another; for economy, as every lease is. */
export async function oneAtATime<Result>(
  database: MongoDatabase,
  lease: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const holder = randomUUID();
  while (!(await takeLease(database, lease, holder, workMs))) await setTimeout(looksAgainAfterMs);
  try {
    return await work();
  } finally {
    // Where it cannot be given back it ends by itself, and what the work came to is still the answer.
    await giveBackLease(database, lease, holder).catch(() => undefined);
  }
}
