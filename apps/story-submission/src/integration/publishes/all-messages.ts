import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { concernMessages } from './concern-messages.js';
import { creditMessages } from './credit-messages.js';
import { feedbackMessages } from './feedback-messages.js';
import { mediaMessages } from './media-messages.js';
import { stillSoMessages } from './still-so-messages.js';
import { storyMessages } from './story-messages.js';
import { translationMessages } from './translation-messages.js';
import { verificationMessages } from './verification-messages.js';

/** All that this service tells others, each event by the one that knows it. */
export async function* allMessages(recorded: RecordedEvent, service: ServiceRuntime): AsyncIterable<Message> {
  yield* storyMessages(recorded, service);
  yield* feedbackMessages(recorded, service);
  yield* concernMessages(recorded, service);
  yield* creditMessages(recorded, service);
  yield* verificationMessages(recorded, service);
  yield* translationMessages(recorded);
  yield* mediaMessages(recorded, service);
  yield* stillSoMessages(recorded);
}
