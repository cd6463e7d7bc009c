import { breaches, fulfils } from '#contracts/shared/checking.js';
import type { Contract, ContractData } from '#contracts/shared/contract.js';
import type { EventMetadata, RecordedEvent } from '#event-store/event-store.js';
import type { Changes } from '#projections/read-model.js';

/** Event type under which the inbox keeps a message as it came. */
export const messageReceived = 'MessageReceived';

/** What a message said, where this event is one of that contract; else undefined. */
export function received<C extends Contract>(recorded: RecordedEvent, contract: C): ContractData<C> | undefined {
  const { event } = recorded;
  if (event.type !== messageReceived) return undefined;
  if (!('type' in event.data) || event.data.type !== contract.type || !('data' in event.data)) return undefined;
  const { data } = event.data;
  if (fulfils(contract, data)) return data;
  throw new Error(`A ${contract.type} in the inbox breaks its contract: ${breaches(contract, data).join('; ')}`);
}

/**
 * How messages of one contract change a read model. An event that is none of them is passed over without a promise: a
 * rebuild would wait for one of each read model at every event of its log.
 */
export const hearing =
  <C extends Contract>(
    contract: C,
    project: (data: ContractData<C>, changes: Changes, metadata: EventMetadata) => Promise<void>,
  ) =>
  (event: RecordedEvent, changes: Changes): Promise<void> | undefined => {
    const data = received(event, contract);
    return data === undefined ? undefined : project(data, changes, event.metadata);
  };
