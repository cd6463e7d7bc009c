import type { Message } from '#messaging/message-bus.js';

import { Inbox } from '../inbox.js';
import {
  context,
  count,
  counter,
  countTypes,
  flaws,
  storesOf,
  wholeLog,
  type StartHarness,
} from './store-harness.contract.js';

/** One order of everything, without gaps, that shows what was changed behind its back; and the inbox. */
export function describeLog(name: string, start: StartHarness): void {
  describe(`the log on ${name}`, () => {
    const { open, harness } = storesOf(start, countTypes);

    it('keeps a log without gaps, each stream in version order, with two relays at once', async () => {
      const [one, other] = [open(), open()];
      const writing = Array.from({ length: 120 }, (_, at) =>
        (at % 2 === 0 ? one : other).store.execute(
          `count/${String(at % 7)}`,
          context(`n${String(at)}`),
          counter,
          count(1),
        ),
      );
      await Promise.all([...writing, one.relay.drain(), other.relay.drain()]);
      await Promise.all([one.relay.drain(), other.relay.drain()]);
      const log = await wholeLog(one.store);
      expect(log.map(({ position }) => position)).toEqual(log.map((_, at) => at + 1));
      for (const stream of new Set(log.map((commit) => commit.stream))) {
        const versions = log.filter((commit) => commit.stream === stream).flatMap(({ events }) => events);
        expect(versions.map(({ streamVersion }) => streamVersion)).toEqual(versions.map((_, at) => at + 1));
      }
      expect(log.flatMap(({ events }) => events)).toHaveLength(120);
      expect(await one.store.positionOf('count/3', 1)).toBe(
        log.find((commit) => commit.stream === 'count/3')?.position,
      );
      // Every seventh of 120 from the fourth on: 17.
      expect(await one.store.positionOf('count/3', 18)).toBeUndefined();
      expect(await flaws(one.store)).toEqual([]);
    });

    it('tells its listeners when the log has grown', async () => {
      const { store, relay } = open();
      const told = new Promise<void>((resolve) => {
        store.onLogged(resolve);
      });
      relay.start();
      await store.execute('count/a', context('1'), counter, count(1));
      await told;
      expect(await store.lastPosition()).toBe(1);
    });

    it('takes a message once, however often and however many at once it is delivered', async () => {
      const { store } = open();
      const inbox = new Inbox(store, 'panel-review');
      const message = (id: string, source = 'story-submission'): Message => ({
        ...({ specversion: '1.0', datacontenttype: 'application/json' } as const),
        id,
        source,
        type: 'story.submitted.v1',
        subject: 'story/1',
        time: '2026-11-21T10:00:00.000Z',
        organisation: 'org',
        correlation: 'c',
        data: {},
      });
      await Promise.all(['story/1@1', 'story/1@2', 'story/1@1'].map((id) => inbox.take(message(id))));
      await Promise.all([inbox.take(message('story/1@2')), inbox.take(message('story/1@1', 'panel-review'))]);
      const taken = await store.read('inbox/story-submission/story/1');
      expect(taken.map(({ event }) => ('id' in event.data ? event.data.id : ''))).toEqual(['story/1@1', 'story/1@2']);
      expect(await store.read('inbox/panel-review/story/1')).toHaveLength(1);
    });

    it('is whole while others write: what came into it during the walk was on its way', async () => {
      const { store, relay } = open();
      const append = (stream: string, by: number) =>
        store.execute(stream, context(`${stream} ${String(by)}`), counter, count(by));
      // The last of 500, which are read at once, has no place in the log yet; the first stops the walk behind it.
      await append('count/000', 1);
      await Promise.all(Array.from({ length: 498 }, (_, at) => append(`count/${String(at + 1).padStart(3, '0')}`, 2)));
      await relay.drain();
      await append('count/last', 2);
      await harness().tamper('event-bytes');
      const found: unknown[] = [];
      for await (const flaw of open().store.verify()) {
        found.push(flaw);
        await relay.drain();
        await append('count/last', 3);
        await relay.drain();
      }
      expect(found).toEqual([{ flaw: 'hash-broken', stream: 'count/000', version: 1 }]);
    });

    it.each(['event-bytes', 'first-hash', 'log-position'] as const)('finds changed %s', async (what) => {
      const { store, relay } = open();
      await store.execute('count/a', context('1'), counter, count(1));
      await store.execute('count/a', context('2'), counter, count(2));
      await relay.drain();
      expect(await flaws(store)).toEqual([]);
      await harness().tamper(what);
      expect(await flaws(open().store)).not.toEqual([]);
    });
  });
}
