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

export type MayStand = (written: AsyncIterable<Buffer>) => Promise<boolean>;

/**
 * Files that hold personal text (an import waiting to be read) or a person’s voice or face, sealed chunk by chunk, so that
 * nothing readable lies in a folder, and destroying the key destroys the file.
 */
export interface SealedFiles {
  /** Keeps it under `file/<id>`. The same id again replaces it. Resolves with the number of bytes when durable. */
  keep(id: string, organisation: string, chunks: AsyncIterable<Uint8Array>): Promise<number>;
  /** @throws FileGone when it was destroyed, never kept, or cut short. */
  read(id: string, organisation: string): AsyncIterable<Buffer>;
  /** Destroys the key, then the file; of one that was never kept, nothing. `at` is ISO 8601. */
  destroy(id: string, at: string): Promise<void>;

  /**
   * Keeps it under these keys. The same id again replaces it, whole: of several at once the one that ends last is the
   * file, and one that breaks off takes nothing away but itself. Resolves with the number of bytes when durable.
   * `mayStand` reads what was written before it is the file; where it says no, or throws, all stays as it was.
   */
  keepUnder(id: string, keys: FileKeys, chunks: AsyncIterable<Uint8Array>, mayStand?: MayStand): Promise<number>;
  /** From this byte on. @throws FileGone when it was removed, never kept, cut short, or the keys are not given. */
  readUnder(id: string, keys: FileKeys, from?: number): AsyncIterable<Buffer>;
  /** The file alone: its keys are another’s. What is being written meanwhile is the file once it is whole. */
  remove(id: string): Promise<void>;
  /** Ids with this beginning of what was kept longer ago. What a kill left unfinished goes by itself. */
  begunLongerAgo(milliseconds: number, prefix: string): Promise<readonly string[]>;
}

export class FileGone extends Error {
  override readonly name = 'FileGone';
}
