import type { DomainEvent } from '#contracts/shared/decider.js';

import { UnknownEventType, VersionConflict, type EventStore } from '../event-store.js';
import { context, counted, counter, countTypes, flaws, storesOf, type StartHarness } from './store-harness.contract.js';

/** What is appended stays as it was, under the version that was expected. */
export function describeAppending(name: string, start: StartHarness): void {
  describe(`appending on ${name}`, () => {
    const { open } = storesOf(start, countTypes);

    it('gives back what was appended, in order, from any version', async () => {
      const { store } = open();
      await store.append('count/a', [counted(1), counted(2)], { ...context('1'), expected: 'no-stream' });
      await store.append('count/a', [counted(3)], { ...context('2'), expected: 2 });
      const events = await store.read('count/a');
      expect(events.map(({ streamVersion, event }) => [streamVersion, event.data])).toEqual([
        [1, { by: 1 }],
        [2, { by: 2 }],
        [3, { by: 3 }],
      ]);
      expect(events[0]?.metadata).toEqual({
        organisation: 'org',
        actor: 'person/1',
        at: '2026-11-21T10:00:00.000Z',
        correlation: 'c',
      });
      expect((await store.read('count/a', 2)).map(({ streamVersion }) => streamVersion)).toEqual([2, 3]);
      expect(await store.read('count/none')).toEqual([]);
    });

    it.each([
      ['a version that has passed', 1],
      ['a version that has not come', 9],
      ['no stream, where there is one', 'no-stream'],
    ] as const)('refuses an append that expects %s', async (_, expected) => {
      const { store } = open();
      await store.append('count/a', [counted(1), counted(2)], { ...context('1'), expected: 'no-stream' });
      const append = store.append('count/a', [counted(3)], { ...context('2'), expected });
      await expect(append).rejects.toMatchObject({ name: 'VersionConflict', stream: 'count/a', expected, actual: 2 });
      expect(await store.read('count/a')).toHaveLength(2);
    });

    it('refuses an append that expects a stream where there is none', async () => {
      const { store } = open();
      await expect(
        store.append('count/a', [counted(1)], { ...context('1'), expected: 'exists' }),
      ).rejects.toBeInstanceOf(VersionConflict);
    });

    it('appends whatever the version is after what another store has written since, each command once', async () => {
      const [one, other] = [open().store, open().store];
      const append = (store: EventStore, commandId: string, ...by: readonly number[]) =>
        store.append('count/a', by.map(counted), { ...context(commandId), expected: 'any' });
      await append(one, '1', 1);
      await append(one, '2', 2);
      await append(other, '3', 3, 4);
      expect(await append(one, '4', 5)).toMatchObject({ version: 5, replayed: false });
      expect(await append(other, '5', 6)).toMatchObject({ version: 6, replayed: false });
      expect(await append(other, '4', 5)).toMatchObject({ version: 5, replayed: true });
      const events = await one.read('count/a');
      expect(events.map(({ event }) => event.data)).toEqual([1, 2, 3, 4, 5, 6].map((by) => ({ by })));
      // No relay runs here.
      expect((await flaws(one)).filter(({ flaw }) => flaw !== 'not-in-log')).toEqual([]);
    });

    it('creates a stream once when two stores try at the same moment', async () => {
      const stores = [open().store, open().store];
      const outcomes = await Promise.allSettled(
        stores.map((store, at) =>
          store.append('count/a', [counted(at), counted(at)], { ...context(`c${String(at)}`), expected: 'no-stream' }),
        ),
      );
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await open().store.read('count/a')).toHaveLength(2);
    });

    it('writes nothing for no events', async () => {
      const { store } = open();
      expect(await store.append('count/a', [], { ...context('1'), expected: 'any' })).toMatchObject({
        version: 0,
        events: [],
      });
      expect(await store.execute('count/a', context('2'), counter, () => [])).toMatchObject({ version: 0, events: [] });
      expect(await store.read('count/a')).toEqual([]);
    });

    it('stops loudly at an event it does not know', async () => {
      const { store } = open();
      const unknown: DomainEvent = { type: 'Surprise', schemaVersion: 1, data: {} };
      await expect(store.append('count/a', [unknown], { ...context('1'), expected: 'any' })).rejects.toBeInstanceOf(
        UnknownEventType,
      );
    });
  });

  describe(`old events on ${name}`, () => {
    it('are read in the newest shape', async () => {
      const harness = start({
        Told: { version: 2, upcasts: { 1: ({ name: title, ...rest }) => ({ ...rest, title }) } },
      });
      const { store } = harness.open();
      const old: DomainEvent = { type: 'Told', schemaVersion: 1, data: { name: 'The ramp', words: 3 } };
      await store.append('story/1', [old], { ...context('1'), expected: 'any' });
      const [read] = await store.read('story/1');
      expect(read?.event).toEqual({ type: 'Told', schemaVersion: 2, data: { title: 'The ramp', words: 3 } });
      await store.close();
      await harness.dispose();
    });
  });
}
