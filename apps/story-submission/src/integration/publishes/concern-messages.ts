import { concernRaisedV1 } from '#contracts/story-submission/concern-raised.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { messageFrom } from '#service-kit/messages/message-from.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { isConcernEvent, mayReadConcern } from '../../domain/concern/concern.js';

/** Whom to tell: identity-access alone knows where they read letters. */
export async function* concernMessages(recorded: RecordedEvent, { views }: ServiceRuntime): AsyncIterable<Message> {
  const { event, metadata } = recorded;
  if (!isConcernEvent(event) || event.type !== 'ConcernRaised') return;
  const { concern, programme, dueAt, about = 'danger' } = event.data;
  const safeguarding = (await views.get(knownProgrammes, programme))?.design.safeguarding;
  const keepers = (['lead', 'deputy'] as const).filter((part) => mayReadConcern(about, part));
  const tell = safeguarding === undefined ? [] : keepers.map((part) => safeguarding[part]);
  yield messageFrom(recorded, concernRaisedV1, { concern, programme, tell, dueAt, at: metadata.at });
}
