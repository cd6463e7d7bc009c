import { setTimeout } from 'node:timers/promises';

import { nameOf } from '#projections/log-reading.js';

import type { ServiceLog } from '../service.js';
import { untilOurs, whileOurs, type Turn } from './turn.js';

interface Begun {
  stop(): Promise<void>;
}

const beginsAgainAfterMs = 2_000;

/**
 * The work of a service beside its requests, in one process of several: ended when another one has the turn, begun anew
 * when it comes back, so that what the other left is found again.
 */
export class Background {
  readonly #begun: Begun[] = [];
  readonly #stopping = new AbortController();
  #inTurn: Promise<void> = Promise.resolve();

  constructor(
    private readonly works: readonly (() => Promise<Begun>)[],
    private readonly log: Pick<ServiceLog, 'error'>,
    /** Left out: this process is the only one. */
    private readonly turn?: Turn,
  ) {}

  /** Where it is the only process, resolves when all of it has begun. */
  async start(): Promise<void> {
    if (this.turn === undefined) await this.#begin();
    else this.#inTurn = this.#follow(this.turn);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#inTurn;
    await this.#end();
  }

  async #follow(turn: Turn): Promise<void> {
    const { signal } = this.#stopping;
    while (await untilOurs(turn, signal)) {
      try {
        await this.#begin();
      } catch (error) {
        this.log.error({ because: nameOf(error) }, 'Work in the background could not begin; it is tried again');
        await setTimeout(beginsAgainAfterMs, undefined, { signal, ref: false }).catch(() => undefined);
        continue;
      }
      await whileOurs(turn, signal);
      await this.#end();
    }
  }

  /** Goes on where a failure broke it off. */
  async #begin(): Promise<void> {
    for (const begin of this.works.slice(this.#begun.length)) this.#begun.push(await begin());
  }

  async #end(): Promise<void> {
    for (const work of this.#begun.splice(0)) {
      await work.stop().catch((error: unknown) => {
        this.log.error({ because: nameOf(error) }, 'Work in the background did not end well');
      });
    }
  }
}
