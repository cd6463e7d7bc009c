import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';
import { messageFrom } from '#service-kit/message-from.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { isPersonEvent, personDecider } from '../../domain/person/person.js';

export async function* personChanged(recorded: RecordedEvent, service: ServiceRuntime): AsyncIterable<Message> {
  if (!isPersonEvent(recorded.event)) return;
  const history = await service.store.read(recorded.stream);
  const state = history
    .filter(({ streamVersion }) => streamVersion <= recorded.streamVersion)
    .map(({ event }) => event)
    .filter(isPersonEvent)
    .reduce(personDecider.evolve, personDecider.initialState);
  if (state === undefined) return;
  const { person, name, language } = state.added;
  yield messageFrom(recorded, personChangedV1, {
    person,
    roles: [...state.roles],
    name,
    language,
    revision: recorded.streamVersion,
  });
}
