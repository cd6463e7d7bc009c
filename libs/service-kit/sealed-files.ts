/**
 * Files that hold personal text (an import waiting to be read), sealed chunk by chunk under a key of their own, so
 * that nothing readable lies in a folder, and destroying the key destroys the file.
 */
export interface SealedFiles {
  /** Keeps it under `file/<id>`. The same id again replaces it. Resolves with the number of bytes when durable. */
  keep(id: string, of: { readonly organisation: string; readonly person: string }, chunks: AsyncIterable<Uint8Array>): Promise<number>;
  /** @throws FileGone when it was destroyed or never kept. */
  read(id: string): AsyncIterable<Buffer>;
  destroy(id: string): Promise<void>;
}

export class FileGone extends Error {
  override readonly name = 'FileGone';
}
