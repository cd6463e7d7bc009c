import { frameworkAdoptedV1 } from '#contracts/programme-design/framework-adopted.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';
import { messageFrom } from '#service-kit/messages/message-from.js';

import { isFrameworkAdopted } from '../../domain/framework/framework.js';

export function* frameworkAdopted(recorded: RecordedEvent): Iterable<Message> {
  const { event, streamVersion: revision } = recorded;
  if (!isFrameworkAdopted(event)) return;
  const { programme, framework } = event.data;
  yield messageFrom(recorded, frameworkAdoptedV1, { programme, framework, revision });
}
