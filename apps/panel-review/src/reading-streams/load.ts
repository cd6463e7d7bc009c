import type { Decider, DomainEvent } from '#contracts/shared/decider.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { EventStore } from '#event-store/event-store.js';

import { isRoundEvent, roundDecider, roundStream, type RoundState } from '../domain/round/round.js';
import { isSittingEvent, sittingStream } from '../domain/sitting/events.js';
import { sittingDecider, type SittingState } from '../domain/sitting/state.js';

/** A stream folded as it stands in the store: for a decision that looks at a second stream. */
async function load<State, Event extends DomainEvent>(
  store: EventStore,
  stream: string,
  decider: Decider<State, Event>,
  isOfIt: (event: DomainEvent) => event is Event,
): Promise<State> {
  const recorded = await store.read(stream);
  return recorded
    .map(({ event }) => event)
    .filter(isOfIt)
    .reduce(decider.evolve, decider.initialState);
}

export const loadRound = (store: EventStore, round: string): Promise<RoundState | undefined> =>
  load(store, roundStream(round), roundDecider, isRoundEvent);

export const loadSitting = (store: EventStore, sitting: string): Promise<SittingState | undefined> =>
  load(store, sittingStream(sitting), sittingDecider, isSittingEvent);

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
