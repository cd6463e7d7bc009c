import type { RecordedEvent } from '#event-store/event-store.js';
import type { Views } from '#projections/read-model.js';

/** They have not seen an event that somebody acts on: tried again until they have, however long one is being built. */
export class ViewsBehind extends Error {
  override readonly name = 'ViewsBehind';
}

/** A stop waits for this. */
const withinUsually = 5_000;

/**
 * The views, for whoever acts once, for good, on an event of the log: they answer once every one of them has seen it.
 * Asked before, they would not have what stands right in front of it, and nobody would ever look again.
 *
 * @throws ViewsBehind from every reading, where they have not seen it in time.
 */
export function viewsThatHaveSeen(
  { stream, streamVersion }: Pick<RecordedEvent, 'stream' | 'streamVersion'>,
  views: Views,
  withinMs = withinUsually,
): Views {
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    if (!(await views.reached(stream, streamVersion, withinMs))) {
      throw new ViewsBehind(`${stream}@${String(streamVersion)} is not in every view yet`);
    }
  };
  const seen = (): Promise<void> =>
    (looking ??= look().catch((error: unknown) => {
      // Whoever tries again looks again.
      looking = undefined;
      throw error;
    }));
  return {
    get: async (...asked) => {
      await seen();
      return views.get(...asked);
    },
    find: async (...asked) => {
      await seen();
      return views.find(...asked);
    },
    count: async (...asked) => {
      await seen();
      return views.count(...asked);
    },
    async *stream(...asked) {
      await seen();
      yield* views.stream(...asked);
    },
    reached: (...asked) => views.reached(...asked),
    level: (...asked) => views.level(...asked),
  };
}
