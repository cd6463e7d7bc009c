import fc from 'fast-check';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';

import { CommandIdUsedElsewhere, expecting, StoreClosed } from '../event-store.js';
import { closed, context, count, counter, countTypes, storesOf, type StartHarness } from './store-harness.contract.js';

/** Each command is done once, on the state that those before it left. */
export function describeCommands(name: string, start: StartHarness): void {
  describe(`commands on ${name}`, () => {
    const { open } = storesOf(start, countTypes);

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

    it('finishes what is under way before it closes, and takes nothing after', async () => {
      const { store } = open();
      const last = store.execute('count/a', context('1'), counter, count(1));
      await store.close();
      expect(await last).toMatchObject({ version: 1 });
      await expect(store.execute('count/a', context('2'), counter, count(1))).rejects.toBeInstanceOf(StoreClosed);
      expect(await open().store.read('count/a')).toHaveLength(1);
    });
  });
}
