import type { FollowedLog } from './log-reading.js';
import type { Views } from './read-model.js';

const withinUsually = 2_000;

/** Waits for read models without asking again and again: looks when the log grew and when a batch was written. */
export function waitingFor(
  store: FollowedLog,
  standingAt: (position: number) => 'reached' | 'behind' | 'never',
  onMoved: (listener: () => void) => () => void,
): Pick<Views, 'reached' | 'level'> {
  /** `find`: the position to wait for; undefined while the log does not have it. */
  const until = (find: () => Promise<number | undefined>, withinMs: number): Promise<boolean> =>
    new Promise((resolve, reject) => {
      let isOver = false;
      let position: number | undefined;
      let isLooking = false;
      let isWoken = false;
      const look = async (): Promise<void> => {
        isLooking = true;
        do {
          isWoken = false;
          position ??= await find();
          const standing = position === undefined ? 'behind' : standingAt(position);
          if (standing !== 'behind') end(standing === 'reached');
        } while (hasMissedSomething());
        isLooking = false;
      };
      const hasMissedSomething = (): boolean => isWoken && !isOver;
      const wake = (): void => {
        isWoken = true;
        // Whoever waits asks once at a time, however often it is woken meanwhile.
        if (!isOver && !isLooking) look().catch(fail);
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
  return {
    reached: (stream, version, withinMs = withinUsually) =>
      until(async () => (version < 1 ? 0 : store.positionOf(stream, version)), withinMs),
    level: (withinMs = withinUsually) => until(() => store.logged(), withinMs),
  };
}
