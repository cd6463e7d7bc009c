import { setImmediate } from 'node:timers/promises';

/** Does rounds of work, one at a time, from each waking until a round says that nothing is left. */
export class WokenLoop {
  #isWoken = false;
  #isStopped = false;
  #running: Promise<void> | undefined;

  /** `round` must not reject. */
  constructor(private readonly round: () => Promise<'more' | 'nothing-left'>) {}

  wake(): void {
    if (this.#isStopped) return;
    this.#isWoken = true;
    this.#running ??= this.#run();
  }

  /** Resolves when nothing is left. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  /** After the round under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#running;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  async #run(): Promise<void> {
    while (this.#isWoken && !this.#isStopped) {
      this.#isWoken = false;
      // Between rounds other work of the process must have its turn: an embedded database never waits by itself.
      do await setImmediate();
      while (!this.isStopped && (await this.round()) === 'more');
    }
    this.#running = undefined;
  }
}
