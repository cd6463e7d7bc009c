/** A sealed file as it lies: opened by nothing but the keys of its owner. */
export interface FileCopy {
  readonly id: string;
  /** In order, the last one of an empty chunk. */
  readonly boxes: AsyncIterable<string>;
}

/** For a storage that no service works with meanwhile. */
export interface FileCopies {
  /** In order of id. The boxes of one are read before the next is asked for. */
  all(): AsyncIterable<FileCopy>;
  /** In place of whatever is there. Broken off, it is begun anew. */
  replaceAll(copies: AsyncIterable<FileCopy>): Promise<void>;
}
