import { stillSoAnsweredV1 } from '#contracts/story-submission/still-so-answered.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';
import { messageFrom } from '#service-kit/messages/message-from.js';

import { isStillSoEvent } from '../../domain/still-so/still-so.js';

/** What a teller answered later goes wherever their story went, sealed as it is. Who was asked, and how, stays here. */
export function* stillSoMessages(recorded: RecordedEvent): Iterable<Message> {
  const { event } = recorded;
  if (!isStillSoEvent(event) || event.type !== 'StillSoAnswered') return;
  yield messageFrom(recorded, stillSoAnsweredV1, event.data);
}
