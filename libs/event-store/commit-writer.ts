import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Commit } from './commit.js';
import type { CommitStorage, WriteResult } from './commit-storage.js';

interface Queued {
  readonly commit: Commit;
  readonly resolve: (result: WriteResult) => void;
  readonly reject: (error: unknown) => void;
}

const mostCommitsInWrite = 256;
/** Characters of JSON: keeps one write, and what it holds in memory, small when commits are large. */
const mostCharactersInWrite = 8 * 1024 * 1024;

/**
 * Group commit: what queues while a write is in flight, or within one turn of the event loop, goes as the next write.
 * Each stream has at most one commit here at a time, since its queue waits for the result.
 */
export class CommitWriter {
  #queue: Queued[] = [];
  #writing: Promise<void> | undefined;

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
      await nextTurn();
      await this.#writeOnce(this.#nextGroup());
    }
    this.#writing = undefined;
  }

  #nextGroup(): readonly Queued[] {
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
    }
  }
}
