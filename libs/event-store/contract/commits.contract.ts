import type { Decider, DomainEvent } from '#contracts/shared/decider.js';

import { CommitTooLarge, StoreClosed, UnknownEventType } from '../event-store.js';
import { context, storesOf, type StartHarness } from './store-harness.contract.js';

const types = { Noted: { version: 1 } };
const noted = (text: string): DomainEvent => ({ type: 'Noted', schemaVersion: 1, data: { text } });
const decider = { initialState: 0, evolve: (events: number) => events + 1 };

/** What one record of the store holds, and what it refuses to hold. */
export function describeCommits(name: string, start: StartHarness): void {
  describe(`commits on ${name}`, () => {
    const { open, harness } = storesOf(start, types);

    it('that cannot be written for one of their commands leave the others free to be done', async () => {
      const { store } = open();
      const others = open();
      const add = (stream: string, commandId: string) =>
        store.execute(stream, context(commandId), decider, () => [noted('n')]);
      await others.store.execute('note/elsewhere', context('known'), decider, () => [noted('n')]);
      const [fresh, known] = await Promise.allSettled([add('note/a', 'fresh'), add('note/a', 'known')]);
      expect([fresh.status, known.status]).toEqual(['fulfilled', 'rejected']);
      expect((await store.read('note/a')).length).toBe(1);
      expect(await add('note/a', 'fresh')).toMatchObject({ version: 1, replayed: true });
    });

    it('are folded as the stream stands, whoever wrote since, each once', async () => {
      const [one, other] = [open().store, open().store];
      const seen: string[] = [];
      const inOrder: Decider<number, DomainEvent> = {
        initialState: 0,
        evolve: (events, { data }) => {
          seen.push(String(Reflect.get(Object(data), 'text')));
          return events + 1;
        },
      };
      expect(await one.fold('note/a', inOrder)).toBe(0);
      const texts = Array.from({ length: 20 }, (_, at) => `n${String(at)}`);
      await other.append('note/a', texts.map(noted), { ...context('c1'), expected: 'no-stream' });
      expect(await one.fold('note/a', inOrder)).toBe(20);
      await other.append('note/a', ['last', 'very last'].map(noted), { ...context('c2'), expected: 20 });
      expect(await one.fold('note/a', inOrder)).toBe(22);
      expect(await one.fold('note/a', inOrder)).toBe(22);
      expect(seen).toEqual([...texts, 'last', 'very last']);
      await one.execute('note/b', context('c3'), decider, () => [noted('n')]);
      expect([await one.fold('note/b', decider), await one.fold('note/a', decider)]).toEqual([1, 22]);
    });

    it('hold every command that waited for the stream, each with its own versions', async () => {
      const { store, relay } = open();
      await Promise.all(
        [1, 2, 3].map((events) =>
          store.execute('note/a', context(`c${String(events)}`), decider, () =>
            Array.from({ length: events }, () => noted('n')),
          ),
        ),
      );
      await relay.drain();
      const log = await harness().commits().readCommits(0, 10);
      expect(log.map(({ stream, firstVersion, commands }) => ({ stream, firstVersion, commands }))).toEqual([
        {
          stream: 'note/a',
          firstVersion: 1,
          commands: [
            { commandId: 'c1', firstVersion: 1, lastVersion: 1 },
            { commandId: 'c2', firstVersion: 2, lastVersion: 3 },
            { commandId: 'c3', firstVersion: 4, lastVersion: 6 },
          ],
        },
      ]);
    });

    it('decide each command on the state that the one before it left', async () => {
      const { store } = open();
      const seen: [state: number, version: number][] = [];
      await Promise.all(
        ['1', '2', '3'].map((id) =>
          store.execute('note/a', context(id), decider, (state, version) => {
            seen.push([state, version]);
            return [noted(id)];
          }),
        ),
      );
      expect(seen).toEqual([
        [0, 0],
        [1, 1],
        [2, 2],
      ]);
    });

    it('decide on all that another store wrote to a stream that is long and was used before', async () => {
      const [one, other] = [open().store, open().store];
      for (let at = 0; at < 40; at += 1) {
        const store = at % 2 === 0 ? one : other;
        await store.execute('note/a', context(String(at)), decider, (state) => [noted(String(state))]);
      }
      const texts = (await one.read('note/a')).map(({ event }) => ('text' in event.data ? event.data.text : ''));
      expect(texts).toEqual(Array.from({ length: 40 }, (_, at) => String(at)));
    });

    it('give a repeated command its own events when it stood beside others', async () => {
      const { store } = open();
      await Promise.all(['1', '2', '3'].map((id) => store.execute('note/a', context(id), decider, () => [noted(id)])));
      const again = await open().store.execute('note/a', context('2'), decider, () => [noted('never')]);
      expect(again).toMatchObject({ version: 2, replayed: true, events: [{ streamVersion: 2, event: noted('2') }] });
    });

    it('keep the commands of two organisations apart', async () => {
      const { store, relay } = open();
      await Promise.all([
        store.execute('note/a', { ...context('1'), organisation: 'one' }, decider, () => [noted('1')]),
        store.execute('note/a', { ...context('2'), organisation: 'other' }, decider, () => [noted('2')]),
      ]);
      await relay.drain();
      expect((await store.readLog(0, 10)).map(({ events }) => events.length)).toEqual([1, 1]);
      expect((await store.read('note/a')).map(({ metadata }) => metadata.organisation)).toEqual(['one', 'other']);
    });

    it('share out what is too much for one, and refuse what no commit can hold', async () => {
      const { store } = open();
      const large = noted('x'.repeat(6 * 1024 * 1024));
      await Promise.all(['1', '2', '3'].map((id) => store.execute('note/a', context(id), decider, () => [large])));
      expect(await store.read('note/a')).toHaveLength(3);
      const tooLarge = store.execute('note/a', context('4'), decider, () => [large, large, large]);
      await expect(tooLarge).rejects.toBeInstanceOf(CommitTooLarge);
      expect(await store.read('note/a')).toHaveLength(3);
    });

    it('give back text of every kind as it was', async () => {
      const { store } = open();
      const text = '\u0000\u2028\ufffd ŵ ’ 😀 \ud800 "\\';
      await store.append('note/a', [noted(text)], { ...context('1'), expected: 'no-stream' });
      expect((await open().store.read('note/a'))[0]?.event).toEqual(noted(text));
    });

    it.each([
      ['a date', new Date(0)],
      ['not a number', Number.NaN],
      ['a map', new Map([['a', 1]])],
    ])('refuse what would not be read back as it was: %s', async (_, value) => {
      const { store } = open();
      const event = { type: 'Noted', schemaVersion: 1, data: { value } };
      await expect(store.append('note/a', [event], { ...context('1'), expected: 'any' })).rejects.toBeInstanceOf(
        TypeError,
      );
    });

    it.each(['', 'x'.repeat(201)])('refuse a command id of a length that is not allowed', async (commandId) => {
      const { store } = open();
      await expect(store.append('note/a', [noted('n')], { ...context(commandId), expected: 'any' })).rejects.toThrow(
        RangeError,
      );
    });

    it('that were asked for before the store closed are written', async () => {
      const { store } = open();
      let isDone = false;
      const asked = store.execute('note/a', context('1'), decider, () => [noted('n')]).then(() => (isDone = true));
      await store.close();
      expect(isDone).toBe(true);
      await asked;
    });

    it('are not read or walked by a store that is closed', async () => {
      const { store } = open();
      await store.close();
      await expect(store.read('note/a')).rejects.toBeInstanceOf(StoreClosed);
      await expect(store.readLog(0, 1)).rejects.toBeInstanceOf(StoreClosed);
    });
  });

  describe(`events from a newer program on ${name}`, () => {
    it.each([
      ['of a type that is not known here', { Other: { version: 1 } }],
      ['of a version that is not known here', { Noted: { version: 1 } }],
    ])('stop every reader: %s', async (_, known) => {
      const upcasts = { 1: (data: Readonly<Record<string, unknown>>) => data };
      const harness = start({ Noted: { version: 2, upcasts } });
      const { store, relay } = harness.open();
      await store.append('note/a', [{ ...noted('n'), schemaVersion: 2 }], { ...context('1'), expected: 'any' });
      await relay.drain();
      const older = harness.open(known).store;
      await expect(older.read('note/a')).rejects.toBeInstanceOf(UnknownEventType);
      await expect(older.readLog(0, 10)).rejects.toBeInstanceOf(UnknownEventType);
      const execute = older.execute('note/a', context('2'), decider, () => []);
      await expect(execute).rejects.toBeInstanceOf(UnknownEventType);
      await store.close();
      await older.close();
      await harness.dispose();
    });
  });
}
