import { organisationFoundedV1 } from '#contracts/identity-access/organisation-founded.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';
import { messageFrom } from '#service-kit/messages/message-from.js';

import { isOrganisationFounded } from '../../domain/organisation/organisation.js';

export function* organisationFounded(recorded: RecordedEvent): Iterable<Message> {
  if (isOrganisationFounded(recorded.event)) yield messageFrom(recorded, organisationFoundedV1, recorded.event.data);
}
