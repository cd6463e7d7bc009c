import type { ContractData } from '#contracts/shared/contract.js';
import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { received } from '#service-kit/messages/received.js';

export interface ClosedSitting {
  readonly id: string;
  readonly organisation: string;
  readonly programme: string;
  readonly period: string;
  readonly level: number;
  readonly closedAt: string;
  readonly record: ContractData<typeof sittingClosedV1>;
}

export const closedSittings = collection<ClosedSitting>()('closed-sittings', {
  byPeriod: ['programme', 'period', 'level', 'closedAt'],
});

export const closedSittingsModel: ReadModel = {
  name: 'closed-sittings',
  version: 1,
  collections: [closedSittings],
  project(event, changes) {
    const record = received(event, sittingClosedV1);
    if (record === undefined) return;
    const { sitting: id, programme, period, level, closedAt } = record;
    const { organisation } = event.metadata;
    changes.put(closedSittings, { id, organisation, programme, period, level, closedAt, record });
  },
};
