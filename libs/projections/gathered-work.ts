import { StorageUnavailable } from '#event-store/event-store.js';

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** The rest of the callbacks that were woken together: what they ask goes with the first. */
const atTheEndOfThisStep = (): Promise<void> => Promise.resolve();

/** Work on a storage, done together for all who ask while the work before it is under way. */
export class GatheredWork<Item, Answer> {
  #waiting: Waiting<Item, Answer>[] = [];
  #working: Promise<void> | undefined;

  /** `work` gives an answer for each item, in their order; `gather` ends when those who come at once have come. */
  constructor(
    private readonly work: (items: readonly Item[]) => Promise<readonly Answer[]>,
    private readonly gather: () => Promise<void> = atTheEndOfThisStep,
  ) {}

  do(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      this.#working ??= this.#workAll();
    });
  }

  async #workAll(): Promise<void> {
    await this.gather();
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      try {
        const answers = await this.work(group.map(({ item }) => item));
        for (const [at, answer] of answers.entries()) group[at]?.resolve(answer);
      } catch (error) {
        for (const { reject } of group) reject(error);
        // They waited for an answer that never came: a second wait as long would be two for whoever asked.
        if (error instanceof StorageUnavailable) for (const { reject } of this.#waiting.splice(0)) reject(error);
      }
    }
    this.#working = undefined;
  }
}
