import type { FollowedLog } from './log-reading.js';
import type { Views } from './read-model.js';

const withinUsually = 2_000;

/** Waits for read models without asking again and again: looks when the log grew and when a batch was written. */
export function reachedBy(
  store: FollowedLog,
  standingAt: (position: number) => 'reached' | 'behind' | 'never',
  onMoved: (listener: () => void) => () => void,
): Views['reached'] {
  return (stream, version, withinMs = withinUsually) =>
    new Promise((resolve, reject) => {
      let isOver = false;
      let position: number | undefined;
      const look = async (): Promise<void> => {
        position ??= version < 1 ? 0 : await store.positionOf(stream, version);
        if (position === undefined) return;
        const standing = standingAt(position);
        if (standing !== 'behind') end(standing === 'reached');
      };
      const wake = (): void => {
        if (!isOver) look().catch(fail);
      };
      const leave = (): void => {
        isOver = true;
        clearTimeout(timer);
        stopWaiting();
        stopListening();
      };
      const end = (isReached: boolean): void => {
        leave();
        resolve(isReached);
      };
      const fail = (error: unknown): void => {
        leave();
        reject(error instanceof Error ? error : new Error(String(error)));
      };
      const timer = setTimeout(() => {
        end(false);
      }, withinMs);
      const stopWaiting = onMoved(wake);
      const stopListening = store.onLogged(wake);
      wake();
    });
}
