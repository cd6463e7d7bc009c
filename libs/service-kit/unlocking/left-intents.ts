import type { Intent } from '#key-vault/key-vault.js';

import { repeatedWork } from '../background/repeated-work.js';
import type { BackgroundWork, ServiceRuntime } from '../service.js';

const everyMs = 5_000;
/** A command takes seconds at most. Whoever left an intent longer ago than this will not write it down any more. */
const untilLeftMs = 60_000;

interface TakenUp {
  readonly name: string;
  /** For the log, where one failed: a sentence. */
  readonly failed: string;
  /** Writes down what belongs to this service, and settles it. The vault is shared: the rest is left to others. */
  readonly takeUp: (service: ServiceRuntime, intent: Intent) => Promise<void>;
}

/** What was taken away at a key and, after a stop, is not an event yet. It holds at the key meanwhile. */
export const takingUpIntents = (work: TakenUp): BackgroundWork =>
  repeatedWork({ ...work, everyMs, act: (service) => takeUpIntents(service, work, untilLeftMs) });

/** Once, through those that were left at least so long ago. One that fails keeps none behind it waiting. */
export async function takeUpIntents(
  service: ServiceRuntime,
  { failed, takeUp }: Pick<TakenUp, 'failed' | 'takeUp'>,
  olderThanMs: number,
): Promise<void> {
  const { vault, log } = service;
  for (const intent of await vault.pendingIntents(olderThanMs)) {
    try {
      // The list is from a while ago: what was settled since may have been taken back since.
      if ((await vault.intentState(intent.id)) === 'pending') await takeUp(service, intent);
    } catch (error) {
      log.error({ kind: error instanceof Error ? error.name : typeof error, what: intent.kind }, failed);
    }
  }
}
