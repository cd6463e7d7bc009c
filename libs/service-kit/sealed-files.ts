/**
 * Files that hold personal text (an import waiting to be read), sealed chunk by chunk under a key of their own, so
 * that nothing readable lies in a folder, and destroying the key destroys the file.
 */
export interface SealedFiles {
  /** Keeps it under `file/<id>`. The same id again replaces it. Resolves with the number of bytes when durable. */
  keep(id: string, organisation: string, chunks: AsyncIterable<Uint8Array>): Promise<number>;
  /** @throws FileGone when it was destroyed, never kept, or cut short. */
  read(id: string, organisation: string): AsyncIterable<Buffer>;
  /** Destroys the key, then the file. `at` is ISO 8601. */
  destroy(id: string, at: string): Promise<void>;
}

export class FileGone extends Error {
  override readonly name = 'FileGone';
}
