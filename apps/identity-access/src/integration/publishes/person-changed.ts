import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';
import { messageFrom } from '#service-kit/messages/message-from.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { standingOf } from '../../person-as-it-stands.js';

/** Others need not know how somebody signs in; who is deactivated holds no role. */
const said = new Set(['PersonAdded', 'RolesChanged', 'PersonDeactivated', 'PersonReactivated']);

export async function* personChanged(recorded: RecordedEvent, service: ServiceRuntime): AsyncIterable<Message> {
  if (!said.has(recorded.event.type)) return;
  const history = await service.store.read(recorded.stream);
  const then = standingOf(history.filter(({ streamVersion }) => streamVersion <= recorded.streamVersion));
  if (then === undefined) return;
  const { person, name, language } = then.state.added;
  yield messageFrom(recorded, personChangedV1, {
    person,
    roles: then.state.isActive ? [...then.state.roles] : [],
    name,
    language,
    revision: recorded.streamVersion,
  });
}
