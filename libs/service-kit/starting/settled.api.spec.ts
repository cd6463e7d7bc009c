import { setImmediate } from 'node:timers/promises';

import { Module } from '@nestjs/common';

import type { Decider, DomainEvent } from '#contracts/shared/decider.js';
import type { EventStore } from '#event-store/event-store.js';

import { serviceKitErrors } from '../service-kit-errors.js';
import type { Reaction, ServiceDefinition } from '../service.js';
import { startTestService } from '../testing/service-harness.js';

type Passed = DomainEvent<'Passed', { readonly to: string }>;
const isPassed = (event: DomainEvent): event is Passed => event.type === 'Passed';
const decider: Decider<number, Passed> = { initialState: 0, evolve: (count) => count + 1 };
const passes = 6;

const passOn = (store: EventStore, to: string, commandId: string) =>
  store.execute(
    'ball/1',
    { commandId, organisation: 'pont-y-bore', actor: 'E1', at: '2026-11-21T10:00:00.000Z', correlation: 'test' },
    decider,
    (): readonly Passed[] => [{ type: 'Passed', schemaVersion: 1, data: { to } }],
  );

/** Takes its time: whoever does not wait for it is long done. */
const player = (name: string, other: string): Reaction => ({
  name,
  on: async ({ event, streamVersion }, { store }) => {
    if (!isPassed(event) || event.data.to !== name || streamVersion >= passes) return;
    for (let turn = 0; turn < 200; turn += 1) await setImmediate();
    await passOn(store, other, `after ${String(streamVersion)}`);
  },
});

@Module({})
class NoRoutes {}

const definition: ServiceDefinition = {
  name: 'story-submission',
  eventTypes: { Passed: { version: 1 } },
  ...{ readModels: [], listensTo: [], speaks: [], background: [] },
  publishes: () => [],
  reactions: [player('Ann', 'Bea'), player('Bea', 'Ann')],
  module: () => ({ module: NoRoutes }),
};

describe('a service', () => {
  it('has settled when what its reactions did has led to nothing more', async () => {
    const service = await startTestService(definition, serviceKitErrors);
    await passOn(service.runtime.store, 'Ann', 'first');
    await service.settled();
    expect(await service.runtime.store.read('ball/1')).toHaveLength(passes);
    await service.close();
  }, 20_000);
});
