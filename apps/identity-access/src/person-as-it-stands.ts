import type { RecordedEvent } from '#event-store/event-store.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { isPersonEvent, personDecider, personStream, type PersonState } from './domain/person/person.js';

/** A person by their own stream, which is never behind; `organisation` is the one they were added to. */
export interface PersonStanding {
  readonly organisation: string;
  readonly version: number;
  readonly state: PersonState;
}

export async function personAsItStands(
  { store }: Pick<ServiceRuntime, 'store'>,
  person: string,
): Promise<PersonStanding | undefined> {
  return standingOf(await store.read(personStream(person)));
}

export function standingOf(history: readonly RecordedEvent[]): PersonStanding | undefined {
  const state = history
    .map(({ event }) => event)
    .filter(isPersonEvent)
    .reduce(personDecider.evolve, personDecider.initialState);
  const [first, last] = [history[0], history.at(-1)];
  if (state === undefined || first === undefined || last === undefined) return undefined;
  return { organisation: first.metadata.organisation, version: last.streamVersion, state };
}
