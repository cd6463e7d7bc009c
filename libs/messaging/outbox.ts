import type { LoggedCommit, RecordedEvent } from '#event-store/event-store.js';
import { LogFollower, type LogFollowerOptions } from '#projections/log-follower.js';

import type { Message, MessageBus } from './message-bus.js';

export interface OutboxOptions extends Omit<LogFollowerOptions, 'following'> {
  readonly bus: Pick<MessageBus, 'publish'>;
  /** Name of the service: it speaks on `newid.<service>`. */
  readonly service: string;
  readonly publishes: (event: RecordedEvent) => Iterable<Message> | AsyncIterable<Message>;
  /** What `publishes` throws for a while only: as a bus that is away, it is tried again without end. */
  readonly isOutage?: (error: unknown) => boolean;
}

/** The bus did not take a batch. Tried again without end: a broker comes back, and nothing may be left out. */
export class NotPublished extends Error {
  override readonly name = 'NotPublished';
}

/** So many are being made while as many are on their way. */
const messagesInBatch = 250;

export const topicOf = (service: string): string => `newid.${service}`;

/** Publishes what a service says, in the order of its log, at least once. An event that cannot be mapped stops it. */
export function outbox({ bus, service, publishes, isOutage: isOver, ...following }: OutboxOptions): LogFollower {
  const topic = topicOf(service);
  const publish = async (messages: readonly Message[]): Promise<void> => {
    try {
      await bus.publish(topic, messages);
    } catch (cause) {
      throw new NotPublished(`${String(messages.length)} messages were not published`, { cause });
    }
  };
  /** While one batch is on its way the next is made. The bus has them in their order. */
  const handleAll = async (commits: readonly LoggedCommit[]): Promise<void> => {
    let batch: Message[] = [];
    let sending = Promise.resolve();
    const send = async (): Promise<void> => {
      await sending;
      sending = publish(batch);
      // Whoever waits for it hears of it.
      sending.catch(() => undefined);
      batch = [];
    };
    try {
      for (const { events } of commits) {
        for (const event of events) {
          const messages = publishes(event);
          // Within the event: the end of an import says every story of it.
          if (Symbol.asyncIterator in messages) {
            for await (const message of messages) if (batch.push(message) >= messagesInBatch) await send();
          } else for (const message of messages) if (batch.push(message) >= messagesInBatch) await send();
        }
      }
      if (batch.length > 0) await send();
    } finally {
      await sending;
    }
  };
  const isOutage = (error: unknown): boolean => error instanceof NotPublished || isOver?.(error) === true;
  return new LogFollower({ ...following, following: { name: 'outbox', isOutage, handleAll } });
}
