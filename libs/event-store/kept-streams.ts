import type { StreamId } from './event-store.js';
import type { FoldedStream } from './folded-stream.js';

const mostKept = 256;
/** Shorter streams are read again as fast as they are looked up; an import of new streams must not push out a busy round. */
const worthKeepingFrom = 16;

/**
 * Folded states of the streams used last, so that a busy round is not folded from its start for every command.
 * Safe whoever else writes: a stream only grows, so what is kept stays true of its first versions, and whoever takes it
 * reads on from there.
 */
export class KeptStreams {
  readonly #streams = new Map<StreamId, FoldedStream>();

  get(stream: StreamId): FoldedStream | undefined {
    return this.#streams.get(stream);
  }

  keep(stream: StreamId, folded: FoldedStream): void {
    if (folded.tip.lastVersion < worthKeepingFrom || !folded.isFolded) return;
    this.#streams.delete(stream);
    this.#streams.set(stream, folded);
    if (this.#streams.size <= mostKept) return;
    for (const oldest of this.#streams.keys()) {
      this.#streams.delete(oldest);
      return;
    }
  }
}
