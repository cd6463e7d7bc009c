import { storyCreditedV1 } from '#contracts/story-submission/story-credited.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';
import { messageFrom } from '#service-kit/messages/message-from.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { creditsDecider, isCreditEvent, matchedIn, type Credits } from '../../domain/credit/credits.js';

/** Ids alone: a name that means nobody known here is nobody else’s business. */
export async function* creditMessages(recorded: RecordedEvent, { store }: ServiceRuntime): AsyncIterable<Message> {
  const { event, stream, streamVersion: revision, metadata } = recorded;
  if (!isCreditEvent(event)) return;
  let programme = '';
  let state: Credits = creditsDecider.initialState;
  for (const { event: each, streamVersion } of await store.read(stream)) {
    if (streamVersion > revision || !isCreditEvent(each)) continue;
    if (each.type === 'CreditRecorded') programme = each.data.programme;
    state = creditsDecider.evolve(state, each);
  }
  yield messageFrom(recorded, storyCreditedV1, {
    ...{ story: event.data.story, programme, at: metadata.at, revision },
    people: [...matchedIn(state, 'person')].map(([person, as]) => ({ person, as })),
    organisations: [...matchedIn(state, 'organisation')].map(([organisation, as]) => ({ organisation, as })),
  });
}
