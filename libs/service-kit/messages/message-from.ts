import type { Contract, ContractData } from '#contracts/shared/contract.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';

/**
 * The message that tells other services of an event. Its id is the event's place in its stream, so that an inbox takes
 * it once however often it is published; `part` tells apart several messages of one event.
 */
export function messageFrom<C extends Contract>(
  { stream, streamVersion, metadata }: RecordedEvent,
  contract: C,
  data: ContractData<C>,
  part?: { readonly id: string; readonly subject: string },
): Message<ContractData<C>> {
  return {
    specversion: '1.0',
    id: `${stream}@${String(streamVersion)}${part === undefined ? '' : `#${part.id}`}`,
    source: contract.source,
    type: contract.type,
    subject: part?.subject ?? stream,
    time: metadata.at,
    datacontenttype: 'application/json',
    organisation: metadata.organisation,
    correlation: metadata.correlation,
    data,
  };
}
