import { StorageUnavailable } from '#event-store/event-store.js';

interface Asked {
  readonly resolve: (json: string | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Documents of one collection by id: those that are asked for while a read is under way are read together by the next. */
export class GatheredReads {
  #asked = new Map<string, Asked[]>();
  #reading: Promise<void> | undefined;

  constructor(private readonly read: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>) {}

  get(id: string): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const same = this.#asked.get(id);
      if (same === undefined) this.#asked.set(id, [{ resolve, reject }]);
      else same.push({ resolve, reject });
      this.#reading ??= this.#readAll();
    });
  }

  async #readAll(): Promise<void> {
    await Promise.resolve();
    while (this.#asked.size > 0) {
      const asked = this.#asked;
      this.#asked = new Map();
      try {
        const found = await this.read([...asked.keys()]);
        for (const [id, each] of asked) for (const { resolve } of each) resolve(found.get(id));
      } catch (error) {
        for (const each of asked.values()) for (const { reject } of each) reject(error);
        if (error instanceof StorageUnavailable) this.#refuseTheRest(error);
      }
    }
    this.#reading = undefined;
  }

  /** They waited for an answer that never came: a second wait as long would be two for whoever asked. */
  #refuseTheRest(because: StorageUnavailable): void {
    for (const each of this.#asked.values()) for (const { reject } of each) reject(because);
    this.#asked.clear();
  }
}
