import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';
import { messageFrom } from '#service-kit/messages/message-from.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { isProgrammeEvent } from '../../domain/programme/events.js';
import { programmeDecider } from '../../domain/programme/state.js';

/** Every change of a programme is told with the whole design as it stood after that change. */
export async function* programmeRevised(recorded: RecordedEvent, service: ServiceRuntime): AsyncIterable<Message> {
  if (!isProgrammeEvent(recorded.event)) return;
  const history = await service.store.read(recorded.stream);
  const design = history
    .filter(({ streamVersion }) => streamVersion <= recorded.streamVersion)
    .map(({ event }) => event)
    .filter(isProgrammeEvent)
    .reduce(programmeDecider.evolve, programmeDecider.initialState);
  if (design === undefined) return;
  yield messageFrom(recorded, programmeRevisedV1, {
    programme: design,
    change: recorded.event.type,
    revision: recorded.streamVersion,
  });
}
