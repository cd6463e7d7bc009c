import type { Refusal } from './refusal.js';

/** A fact of a stream. `data` is plain JSON; personal text in it is sealed (see #key-vault/sealed.js). */
export interface DomainEvent<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  /** Version of the shape of `data`, from 1. Old ones are upcast on read. */
  readonly schemaVersion: number;
  readonly data: Data;
}

/** How one stream decides. Pure: time, ids and randomness come in with the command. */
export interface Decider<State, Event extends DomainEvent> {
  readonly initialState: State;
  /** Exhaustive over the union: an unknown event is a bug and must not vanish. */
  readonly evolve: (state: State, event: Event) => State;
}

/** What a decision gives: events (none: nothing to do) or a refusal. */
export type Decision<Event extends DomainEvent> = readonly Event[] | Refusal;

/** For the end of a switch over a union: a case that is missing fails the build, an unknown value fails loudly. */
export function never(value: never): never {
  throw new Error(`Unknown case: ${JSON.stringify(value)}`);
}
