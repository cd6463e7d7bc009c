import type { Decider, Decision, DomainEvent } from '../shared/decider.js';
import { isRefusal, type Refusal } from '../shared/refusal.js';

/**
 * Reads as a specification: `given(programmeDecider, [created]).when((state) => openPeriod(state, …)).then([…])`.
 * Events are compared by type and data; a refusal by what of it is named.
 */
export function given<State, Event extends DomainEvent>(
  decider: Decider<State, Event>,
  events: readonly NoInfer<Event>[],
) {
  const state = events.reduce(decider.evolve, decider.initialState);
  return {
    state,
    when: (decide: (state: State) => Decision<Event>) => outcomeOf(decide(state)),
  };
}

function outcomeOf<Event extends DomainEvent>(decision: Decision<Event>) {
  return {
    decision,
    then: (expected: readonly Event[]): void => {
      expect(decision).toEqual(expected);
    },
    thenNothing: (): void => {
      expect(decision).toEqual([]);
    },
    thenRefused: (refusal: string, rest: Partial<Omit<Refusal, 'refusal'>> = {}): void => {
      expect(isRefusal(decision) ? decision : { events: decision }).toMatchObject({ refusal, ...rest });
    },
  };
}
