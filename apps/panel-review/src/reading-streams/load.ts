import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { EventStore } from '#event-store/event-store.js';

import { roundDecider, roundStream, type RoundState } from '../domain/round/round.js';
import { sittingStream } from '../domain/sitting/events.js';
import { sittingDecider, type SittingState } from '../domain/sitting/state.js';

export const loadRound = (store: EventStore, round: string): Promise<RoundState | undefined> =>
  store.fold(roundStream(round), roundDecider);

export const loadSitting = (store: EventStore, sitting: string): Promise<SittingState | undefined> =>
  store.fold(sittingStream(sitting), sittingDecider);

/** A sitting of another organisation is not there. */
export async function sittingOf(
  store: EventStore,
  organisation: string,
  sitting: string,
): Promise<SittingState | Refusal> {
  const found = await loadSitting(store, sitting);
  return found?.opened.organisation === organisation ? found : refuse('sitting-not-found');
}

export async function roundOf(store: EventStore, organisation: string, round: string): Promise<RoundState | Refusal> {
  const found = await loadRound(store, round);
  return found?.begun.organisation === organisation ? found : refuse('round-not-found');
}
