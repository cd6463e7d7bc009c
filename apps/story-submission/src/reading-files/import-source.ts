import { createReadStream } from 'node:fs';

/** A file that can be read from its start as often as asked: once to survey it, once to judge it. */
export interface ImportSource {
  readonly open: () => AsyncIterable<Buffer>;
}

/** Bytes read at a time: large enough that the work for each block is small beside that for its rows. */
const BLOCK = 256 * 1024;

export const fileAt = (path: string): ImportSource => ({
  open: () => createReadStream(path, { highWaterMark: BLOCK }),
});
