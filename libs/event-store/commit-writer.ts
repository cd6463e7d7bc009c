import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Commit } from './commit.js';
import type { CommitStorage, WriteResult } from './commit-storage.js';
import { StorageUnavailable } from './event-store.js';

interface Queued {
  readonly commit: Commit;
  readonly resolve: (result: WriteResult) => void;
  readonly reject: (error: unknown) => void;
}

const mostCommitsInWrite = 256;
/** Characters of JSON: keeps one write, and what it holds in memory, small when commits are large. */
const mostCharactersInWrite = 8 * 1024 * 1024;

/** Whoever was answered together asks again together: within so many steps of the microtask queue. */
const stepsTogether = 2;
/** Milliseconds in which a commit that comes alone need not wait for a turn; then everyone else has theirs. */
const aloneWithinTurn = 4;

/**
 * Group commit: what queues while a write is in flight, or within one turn of the event loop, goes as the next write.
 * A commit that comes alone, after one that came alone, is written at once: nobody is there to share the wait.
 * Each stream has at most one commit here at a time, since its queue waits for the result.
 */
export class CommitWriter {
  #queue: Queued[] = [];
  #writing: Promise<void> | undefined;
  #wasAlone = true;
  /** Undefined: nothing was written at once in this turn of the event loop. */
  #aloneUntil: number | undefined;

  constructor(
    private readonly storage: CommitStorage,
    private readonly onWritten: () => void,
  ) {}

  write(commit: Commit): Promise<WriteResult> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ commit, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    while (this.#queue.length > 0) {
      await this.#gathered();
      const group = this.#nextGroup();
      this.#wasAlone = group.length === 1;
      await this.#writeOnce(group);
    }
    this.#writing = undefined;
  }

  async #gathered(): Promise<void> {
    if (this.#wasAlone) {
      for (let step = 0; step < stepsTogether && this.#queue.length === 1; step += 1) await Promise.resolve();
      if (this.#queue.length === 1 && this.#mayWriteAtOnce()) return;
    }
    await nextTurn();
  }

  #mayWriteAtOnce(): boolean {
    const now = performance.now();
    if (this.#aloneUntil === undefined) {
      this.#aloneUntil = now + aloneWithinTurn;
      setImmediate(() => {
        this.#aloneUntil = undefined;
      });
    }
    return now < this.#aloneUntil;
  }

  #nextGroup(): readonly Queued[] {
    if (this.#queue.length === 1) return this.#queue.splice(0);
    let size = 0;
    let characters = 0;
    for (const { commit } of this.#queue) {
      characters += commit.json.length;
      if (size > 0 && (size === mostCommitsInWrite || characters > mostCharactersInWrite)) break;
      size += 1;
    }
    return this.#queue.splice(0, size);
  }

  async #writeOnce(group: readonly Queued[]): Promise<void> {
    try {
      const results = await this.storage.write(group.map(({ commit }) => commit));
      let isAnyWritten = false;
      group.forEach(({ resolve, reject }, index) => {
        const result = results[index];
        if (result === undefined) reject(new Error('The storage gave no result for a commit'));
        else resolve(result);
        isAnyWritten ||= result?.result === 'written';
      });
      if (isAnyWritten) this.onWritten();
    } catch (error) {
      for (const { reject } of group) reject(error);
      // They waited for an answer that never came: a second wait as long would be two for whoever asked.
      if (error instanceof StorageUnavailable) for (const { reject } of this.#queue.splice(0)) reject(error);
    }
  }
}
