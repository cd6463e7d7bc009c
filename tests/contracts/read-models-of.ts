import type { RecordedEvent } from '#event-store/event-store.js';
import { inboxEventTypes } from '#event-store/inbox.js';
import type { Message } from '#messaging/message-bus.js';
import type { Changes, Collection, Document } from '#projections/read-model.js';
import type { ServiceDefinition } from '#service-kit/service.js';

/** A message as the inbox of a service keeps it. */
export const inInbox = (message: Message, at: number): RecordedEvent => ({
  stream: `inbox/${message.source}/${message.subject}`,
  streamVersion: at + 1,
  event: { type: Object.keys(inboxEventTypes)[0] ?? '', schemaVersion: 1, data: message },
  metadata: {
    organisation: message.organisation,
    actor: 'system/test',
    at: message.time,
    correlation: message.correlation,
  },
});

/** Every document of a service's read models after these events, as JSON: equal where the events say the same to it. */
export async function viewsAfter({ readModels }: ServiceDefinition, events: readonly RecordedEvent[]): Promise<string> {
  const views: unknown[] = [];
  for (const readModel of readModels) {
    const documents = new Map<string, Document>();
    const changes = changesOf(documents);
    for (const event of events) await readModel.project(event, changes);
    views.push([readModel.name, [...documents].sort(([a], [b]) => (a < b ? -1 : 1))]);
  }
  return JSON.stringify(views);
}

const keyOf = (collection: string, id: string): string => `${collection}\n${id}`;

/** What was put into a collection is of its kind. */
const isOf = <Doc extends Document>(_: Collection<Doc>, document: Document | undefined): document is Doc =>
  document !== undefined;

function changesOf(documents: Map<string, Document>): Changes {
  return {
    get: async (collection, id) => {
      const document = documents.get(keyOf(collection.name, id));
      return isOf(collection, document) ? document : undefined;
    },
    find: async (collection, { equals = {}, limit = 100 }) => {
      const found = [...documents].filter(([key, document]) => {
        const values = Object.entries(equals);
        return (
          key.startsWith(keyOf(collection.name, '')) &&
          values.every(([field, value]) => Reflect.get(document, field) === value)
        );
      });
      return found.slice(0, limit).flatMap(([, document]) => (isOf(collection, document) ? [document] : []));
    },
    put: (collection, document) => {
      documents.set(keyOf(collection.name, document.id), JSON.parse(JSON.stringify(document)) as Document);
    },
    remove: (collection, id) => {
      documents.delete(keyOf(collection.name, id));
    },
  };
}
