import { setTimeout } from 'node:timers/promises';

/**
 * Work that one process of several does for all: reactions, the outbox, imports. For economy: two may both believe that
 * it is their turn for a moment, and what they do twice has one effect.
 */
export interface Turn {
  isOurs(): Promise<boolean>;
}

const looksAgainAfterMs = 1_000;

/** Resolves when the turn has gone to another process, or the signal says that nobody waits any more. */
export async function whileOurs(turn: Turn, signal: AbortSignal): Promise<void> {
  // Storage that is away gives the turn to nobody. Asking keeps the turn, also where there is nothing to do.
  while (!signal.aborted && (await turn.isOurs().catch(() => true))) {
    await setTimeout(looksAgainAfterMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/** Resolves when the turn is ours, or the signal says that nobody waits any more. */
export async function untilOurs(turn: Turn, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    // Storage that is away is no turn: it is asked again.
    if (await turn.isOurs().catch(() => false)) return true;
    await setTimeout(looksAgainAfterMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
  return false;
}
