/** A file that can be read from its start as often as asked: once to survey it, once to judge it. */
export interface ImportSource {
  readonly open: () => AsyncIterable<Buffer>;
}
