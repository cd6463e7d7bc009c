import type { StreamTip } from './commit.js';
import type { StreamId } from './event-store.js';
import type { FoldedStream } from './folded-stream.js';

const mostKept = 256;
const mostTipsKept = 1_024;
/** Shorter streams are read again as fast as they are looked up; an import of new streams must not push out a busy round. */
const worthKeepingFrom = 16;

/**
 * Folded states of the streams used last, so that a busy round is not folded from its start for every command.
 * Safe whoever else writes: a stream only grows, so what is kept stays true of its first versions, and whoever takes it
 * reads on from there.
 */
export class KeptStreams {
  readonly #streams = new Map<StreamId, FoldedStream>();
  readonly #tips = new Map<StreamId, StreamTip>();

  get(stream: StreamId): FoldedStream | undefined {
    return this.#streams.get(stream);
  }

  keep(stream: StreamId, folded: FoldedStream): void {
    if (folded.tip.lastVersion < worthKeepingFrom || !folded.isFolded) return;
    keepNewest(this.#streams, stream, folded, mostKept);
  }

  /** Where the stream ended when this process wrote to it last: a commit ended there, whoever wrote since. */
  tipOf(stream: StreamId): StreamTip | undefined {
    return this.#tips.get(stream);
  }

  keepTip(stream: StreamId, tip: StreamTip): void {
    keepNewest(this.#tips, stream, tip, mostTipsKept);
  }
}

function keepNewest<Kept>(kept: Map<StreamId, Kept>, stream: StreamId, value: Kept, most: number): void {
  kept.delete(stream);
  kept.set(stream, value);
  if (kept.size <= most) return;
  for (const oldest of kept.keys()) {
    kept.delete(oldest);
    return;
  }
}
