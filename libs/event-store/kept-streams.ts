import type { StreamTip } from './commit.js';
import type { StreamId } from './event-store.js';
import type { FoldedStream } from './folded-stream.js';

const mostKept = 256;
/** Of the older and of the newer half each. */
const mostTipsKept = 512;
/** Shorter streams are read again as fast as they are looked up; an import of new streams must not push out a busy round. */
const worthKeepingFrom = 16;

/**
 * Folded states of the streams used last, so that a busy round is not folded from its start for every command.
 * Safe whoever else writes: a stream only grows, so what is kept stays true of its first versions, and whoever takes it
 * reads on from there.
 */
export class KeptStreams {
  readonly #streams = new Map<StreamId, FoldedStream>();
  #tips = new Map<StreamId, StreamTip>();
  #olderTips = new Map<StreamId, StreamTip>();

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

  /** Where the stream ended when this process wrote to it last: a commit ended there, whoever wrote since. */
  tipOf(stream: StreamId): StreamTip | undefined {
    return this.#tips.get(stream) ?? this.#olderTips.get(stream);
  }

  keepTip(stream: StreamId, tip: StreamTip): void {
    // Half of them go at once: a map that gives up one for each that it takes is made anew again and again.
    if (this.#tips.size >= mostTipsKept) {
      this.#olderTips = this.#tips;
      this.#tips = new Map();
    }
    this.#tips.set(stream, tip);
  }
}
