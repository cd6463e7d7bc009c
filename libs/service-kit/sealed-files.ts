import type { TextClass } from '#contracts/shared/sealed.js';
import type { Sealer, Unlocked } from '#key-vault/key-vault.js';

/** Keys of somebody else's that a file is sealed with: those of a story, so that its consent holds for the file too. */
export interface FileKeys {
  readonly class: TextClass;
  /** For one upload. */
  sealer(): Promise<Sealer>;
  /** Asked for each chunk: what is taken back in the middle of a file holds there. */
  unlock(): Promise<Unlocked>;
}

/**
 * Files that hold personal text (an import waiting to be read) or a person’s voice or face, sealed chunk by chunk, so that
 * nothing readable lies in a folder, and destroying the key destroys the file.
 */
export interface SealedFiles {
  /** Keeps it under `file/<id>`. The same id again replaces it. Resolves with the number of bytes when durable. */
  keep(id: string, organisation: string, chunks: AsyncIterable<Uint8Array>): Promise<number>;
  /** @throws FileGone when it was destroyed, never kept, or cut short. */
  read(id: string, organisation: string): AsyncIterable<Buffer>;
  /** Destroys the key, then the file. `at` is ISO 8601. */
  destroy(id: string, at: string): Promise<void>;

  /** Keeps it under these keys. The same id again replaces it. Resolves with the number of bytes when durable. */
  keepUnder(id: string, keys: FileKeys, chunks: AsyncIterable<Uint8Array>): Promise<number>;
  /** From this byte on. @throws FileGone when it was removed, never kept, cut short, or the keys are not given. */
  readUnder(id: string, keys: FileKeys, from?: number): AsyncIterable<Buffer>;
  /** The file alone: its keys are another’s. */
  remove(id: string): Promise<void>;
  /** Ids with this beginning of what was begun to be kept longer ago, what was never finished among them. */
  begunLongerAgo(milliseconds: number, prefix: string): Promise<readonly string[]>;
}

export class FileGone extends Error {
  override readonly name = 'FileGone';
}
