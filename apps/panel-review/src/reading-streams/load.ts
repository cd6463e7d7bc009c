import type { Decider, DomainEvent } from '#contracts/shared/decider.js';
import type { EventStore } from '#event-store/event-store.js';

/** A stream folded as it stands in the store: for a decision that looks at a second stream. */
export async function load<State, Event extends DomainEvent>(
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
