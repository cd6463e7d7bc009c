import fc from 'fast-check';

import type { Decider, DomainEvent } from '#contracts/shared/decider.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { Message } from '#messaging/message-bus.js';

import type { CommitStorage } from '../commit-storage.js';
import {
  CommandIdUsedElsewhere,
  expecting,
  StoreClosed,
  UnknownEventType,
  VersionConflict,
  type CommandContext,
  type EventStore,
  type Flaw,
  type LoggedCommit,
} from '../event-store.js';
import type { EventTypes } from '../event-types.js';
import { Inbox } from '../inbox.js';
import type { LogRelay } from '../relay.js';

export interface EventStoreHarness {
  /** Another store and relay on the same data, as another process would have; `types`: a program that knows others. */
  open(types?: EventTypes): { readonly store: EventStore; readonly relay: LogRelay };
  /** What a relay of another process sees of the same data. */
  commits(): CommitStorage;
  /** Changes what is stored behind the store's back. `end-of-lease`: the lease of the relay is over. */
  tamper(what: 'event-bytes' | 'first-hash' | 'log-position' | 'end-of-lease'): Promise<void> | void;
  dispose(): Promise<void> | void;
}

type Counted = DomainEvent<'Counted', { readonly by: number }> | DomainEvent<'CountClosed', Record<string, never>>;

interface Count {
  readonly sum: number;
  readonly isClosed: boolean;
}

const types = { Counted: { version: 1 }, CountClosed: { version: 1 } } as const;

const counter: Decider<Count, Counted> = {
  initialState: { sum: 0, isClosed: false },
  evolve: (state, event) =>
    event.type === 'Counted' ? { ...state, sum: state.sum + event.data.by } : { ...state, isClosed: true },
};

const counted = (by: number): Counted => ({ type: 'Counted', schemaVersion: 1, data: { by } });
const closed: Counted = { type: 'CountClosed', schemaVersion: 1, data: {} };

const context = (commandId: string): CommandContext => ({
  commandId,
  organisation: 'org',
  actor: 'person/1',
  at: '2026-11-21T10:00:00.000Z',
  correlation: 'c',
});

const count = (by: number) => (state: Count) => (state.isClosed ? refuse('count-closed') : [counted(by)]);

/** What every event store promises, whatever keeps its data; several stores stand for several processes. */
export function describeEventStore(name: string, start: (types: EventTypes) => EventStoreHarness): void {
  describe(`the event store on ${name}`, () => {
    let harness: EventStoreHarness;
    let opened: { readonly store: EventStore; readonly relay: LogRelay }[];

    const open = () => {
      const one = harness.open();
      opened.push(one);
      return one;
    };

    beforeEach(() => {
      harness = start(types);
      opened = [];
    });
    afterEach(async () => {
      for (const { store } of opened) await store.close();
      await harness.dispose();
    });

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

    it('gives the first result when the same command comes again, on any store', async () => {
      const { store } = open();
      const first = await store.execute('count/a', context('same'), counter, count(5));
      await store.execute('count/a', context('other'), counter, count(1));
      const again = await open().store.execute('count/a', context('same'), counter, count(5));
      expect(first).toMatchObject({ version: 1, replayed: false });
      expect(again).toMatchObject({ version: 1, replayed: true, events: [{ streamVersion: 1 }] });
      expect(await store.read('count/a')).toHaveLength(2);
    });

    it('does a command once when it comes ten times at the same moment', async () => {
      const stores = [open().store, open().store];
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, async (_, at) =>
          stores[at % 2]?.execute('count/a', context('same'), counter, count(1)),
        ),
      );
      expect(
        outcomes.filter((outcome) => outcome !== undefined && 'replayed' in outcome && !outcome.replayed),
      ).toHaveLength(1);
      expect(await open().store.read('count/a')).toHaveLength(1);
    });

    it('refuses a command id that comes again with something else asked', async () => {
      const { store } = open();
      await store.execute('count/a', { ...context('same'), fingerprint: 'x' }, counter, count(1));
      const again = await store.execute('count/a', { ...context('same'), fingerprint: 'y' }, counter, count(2));
      expect(again).toMatchObject({ refusal: 'idempotency-key-reused' });
    });

    it('does not take a command id into a second stream', async () => {
      const { store } = open();
      await store.execute('count/a', context('same'), counter, count(1));
      await expect(store.execute('count/b', context('same'), counter, count(1))).rejects.toBeInstanceOf(
        CommandIdUsedElsewhere,
      );
    });

    it('refuses what was decided on a version that has passed', async () => {
      const { store } = open();
      await store.execute('count/a', context('1'), counter, count(1));
      await store.execute('count/a', context('2'), counter, count(1));
      const stale = await store.execute('count/a', expecting(context('3'), 1), counter, count(1));
      expect(stale).toMatchObject({ refusal: 'stale-version' });
    });

    it('a version that was stated with one command says nothing about what is done besides', async () => {
      const [{ store }, asked] = [open(), expecting(context('1'), 0)];
      await store.execute('count/a', asked, counter, count(1));
      await store.execute('count/b', context('2'), counter, count(1));
      const besides = await store.execute('count/b', { ...asked, commandId: '1 besides' }, counter, count(1));
      expect(besides).toMatchObject({ version: 2, replayed: false });
    });

    it('begins a stream once: the same command again is its first result, another one is refused', async () => {
      const { store } = open();
      const begun = (id: string) => expecting(context(id), 0);
      const refusing = () => refuse('count-closed');
      expect(await store.execute('count/a', begun('1'), counter, refusing)).toMatchObject({ refusal: 'count-closed' });
      expect(await store.execute('count/a', begun('1'), counter, count(2))).toMatchObject({ version: 1 });
      const again = { version: 1, replayed: true };
      expect(await store.execute('count/a', begun('1'), counter, count(2))).toMatchObject(again);
      expect(await store.execute('count/a', begun('1'), counter, refusing)).toMatchObject(again);
      expect(await store.execute('count/a', begun('2'), counter, count(1))).toMatchObject({ refusal: 'stale-version' });
      await expect(store.execute('count/b', begun('1'), counter, count(1))).rejects.toBeInstanceOf(
        CommandIdUsedElsewhere,
      );
      expect(await store.read('count/a')).toHaveLength(1);
    });

    it('counts whoever was acknowledged before the close and refuses whoever came after, with 300 at once', async () => {
      const stores = [open().store, open().store];
      const answers: (Refusal | { readonly version: number } | undefined)[] = [];
      const commands = Array.from({ length: 300 }, (_, at) => async () => {
        const store = stores[at % 2];
        answers[at] =
          at === 150
            ? await store?.execute('count/a', context('close'), counter, () => [closed])
            : await store?.execute('count/a', context(`n${String(at)}`), counter, count(1));
      });
      await Promise.all(commands.map((command) => command()));
      const events = await open().store.read('count/a');
      const closing = events.findIndex(({ event }) => event.type === 'CountClosed');
      const refused = answers.filter(isRefusal).length;
      expect(closing).toBe(events.length - 1);
      expect(events.length - 1).toBe(299 - refused);
    });

    it('lets one command fail without touching those beside it', async () => {
      const { store } = open();
      const outcomes = await Promise.allSettled([
        store.execute('count/a', context('1'), counter, count(1)),
        store.execute('count/a', context('2'), counter, () => {
          throw new Error('a bug');
        }),
        store.execute('count/a', context('3'), counter, () => refuse('no')),
        store.execute('count/a', context('4'), counter, count(1)),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
      expect(await store.read('count/a')).toHaveLength(2);
    });

    it('agrees with a model under any interleaving on three stores', async () => {
      const move = fc.record({ store: fc.nat(2), stream: fc.nat(2), by: fc.integer({ min: 1, max: 9 }) });
      let run = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(move, { maxLength: 40 }), async (moves) => {
          run += 1;
          const stores = [open().store, open().store, open().store];
          const id = (stream: number) => `count/${String(run)}-${String(stream)}`;
          await Promise.all(
            moves.map(async ({ store, stream, by }, at) =>
              stores[store]?.execute(id(stream), context(`${String(run)}:${String(at)}`), counter, count(by)),
            ),
          );
          for (const stream of [0, 1, 2]) {
            const events = await open().store.read(id(stream));
            const mine = moves.filter((each) => each.stream === stream).map(({ by }) => by);
            expect(events.map(({ streamVersion }) => streamVersion)).toEqual(mine.map((_, at) => at + 1));
            expect(events.map(({ event }) => ('by' in event.data ? event.data.by : 0)).sort()).toEqual(
              [...mine].sort(),
            );
          }
        }),
        { numRuns: 15, seed: 20261121 },
      );
    });

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

    it('stops loudly at an event it does not know', async () => {
      const { store } = open();
      const unknown: DomainEvent = { type: 'Surprise', schemaVersion: 1, data: {} };
      await expect(store.append('count/a', [unknown], { ...context('1'), expected: 'any' })).rejects.toBeInstanceOf(
        UnknownEventType,
      );
    });

    it.each(['event-bytes', 'first-hash', 'log-position'] as const)('finds changed %s', async (what) => {
      const { store, relay } = open();
      await store.execute('count/a', context('1'), counter, count(1));
      await store.execute('count/a', context('2'), counter, count(2));
      await relay.drain();
      expect(await flaws(store)).toEqual([]);
      await harness.tamper(what);
      expect(await flaws(open().store)).not.toEqual([]);
    });

    it('finishes what is under way before it closes, and takes nothing after', async () => {
      const { store } = open();
      const last = store.execute('count/a', context('1'), counter, count(1));
      await store.close();
      expect(await last).toMatchObject({ version: 1 });
      await expect(store.execute('count/a', context('2'), counter, count(1))).rejects.toBeInstanceOf(StoreClosed);
      expect(await open().store.read('count/a')).toHaveLength(1);
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

async function wholeLog(store: EventStore): Promise<readonly LoggedCommit[]> {
  const all: LoggedCommit[] = [];
  for (;;) {
    const next = await store.readLog(all.length, 50);
    if (next.length === 0) return all;
    all.push(...next);
  }
}

async function flaws(store: EventStore): Promise<readonly Flaw[]> {
  const found: Flaw[] = [];
  for await (const flaw of store.verify()) found.push(flaw);
  return found;
}
