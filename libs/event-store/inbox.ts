import type { DomainEvent } from '#contracts/shared/decider.js';
import type { Message } from '#messaging/message-bus.js';

import type { EventStore, Executed, StreamId } from './event-store.js';
import type { EventTypes } from './event-types.js';

/** A message of another service, as it came from the bus. */
export type MessageReceived = DomainEvent<'MessageReceived', Message>;

export const inboxEventTypes = { MessageReceived: { version: 1 } } as const satisfies EventTypes;

/** Where what is taken of one subject of a service stands: `inbox/story-submission/story/0192…`. */
export const inboxStream = (source: string, subject: string): StreamId => `inbox/${source}/${subject}`;

/** Appends what a service takes from the bus to its own store, so that its read models need no topic to be rebuilt. */
export class Inbox {
  constructor(
    private readonly store: EventStore,
    /** The service that takes: `panel-review`. */
    private readonly service: string,
  ) {}

  /**
   * Takes a message into `inbox/<source>/<subject>`, once however often it is delivered. Resolved: it is durable.
   * `replayed`: it had been taken before.
   */
  take(message: Message): Promise<Executed> {
    const { source, subject, id, organisation, correlation, time } = message;
    const received: MessageReceived = { type: 'MessageReceived', schemaVersion: 1, data: message };
    return this.store.append(inboxStream(source, subject), [received], {
      expected: 'any',
      commandId: `${source}:${id}`,
      organisation,
      actor: `system/${this.service}`,
      at: time,
      correlation,
      causation: id,
    });
  }
}
