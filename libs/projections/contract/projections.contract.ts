import fc from 'fast-check';

import type { EventStore } from '#event-store/event-store.js';

import type { FollowingLog } from '../log-reading.js';
import { ProjectionRunner } from '../projection-runner.js';
import { UnknownCursor } from '../range.js';
import { collection, type IndexValue, type ReadModel } from '../read-model.js';
import type { CheckpointStorage, ViewStorage } from '../view-storage.js';

export interface OpenProjections {
  readonly store: EventStore;
  readonly storage: ViewStorage;
  readonly checkpoints: CheckpointStorage;
  /** Brings what was appended into the log at once. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/** One service's storage, new for each test. `open` again after `close`: the same data, as after a restart. */
export interface ProjectionsHarness {
  open(): Promise<OpenProjections>;
  end(): Promise<void>;
}

/** Event types that a harness must give its event store. */
export const projectedEventTypes = { Told: { version: 1 }, Withdrawn: { version: 1 } } as const;

interface Story {
  readonly id: string;
  readonly domain: IndexValue;
  readonly period: IndexValue;
  readonly words?: number;
}

const stories = collection<Story>()('stories', { byDomain: ['domain', 'period'], byPeriod: ['period'] });
const totals = collection<{ readonly id: string; readonly told: number }>()('totals', {});

const isStory = (data: object): data is Story => 'id' in data;

const storiesModel = (version = 1): ReadModel => ({
  name: 'stories',
  version,
  collections: [stories],
  project({ event }, changes) {
    if (!isStory(event.data)) return;
    if (event.type === 'Told') changes.put(stories, { ...event.data, ...(version > 1 ? { words: version } : {}) });
    if (event.type === 'Withdrawn') changes.remove(stories, event.data.id);
  },
});

const totalsModel: ReadModel = {
  name: 'totals',
  version: 1,
  collections: [totals],
  async project({ event }, changes) {
    if (event.type !== 'Told') return;
    const before = await changes.get(totals, 'all');
    changes.put(totals, { told: (before?.told ?? 0) + 1, id: 'all' });
  },
};

const failingAtS003: ReadModel = {
  ...storiesModel(),
  async project(recorded, changes) {
    await storiesModel().project(recorded, changes);
    if (recorded.stream === 'story/s003') throw new Error('planted');
  },
};

const silent: FollowingLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
const atOnce = async (): Promise<void> => undefined;

export function projectionsContract(name: string, newHarness: () => Promise<ProjectionsHarness>): void {
  describe(`projections on ${name}`, () => {
    let harness: ProjectionsHarness;
    let open: OpenProjections;
    let runner: ProjectionRunner | undefined;
    let appended = 0;

    beforeEach(async () => {
      harness = await newHarness();
      open = await harness.open();
    });

    afterEach(async () => {
      await runner?.stop();
      runner = undefined;
      await open.close();
      await harness.end();
    });

    const run = async (...readModels: readonly ReadModel[]): Promise<ProjectionRunner> => {
      runner = new ProjectionRunner({ ...open, readModels, log: silent, wait: atOnce, commitsAtOnce: 7 });
      await runner.start();
      await runner.caughtUp();
      return runner;
    };

    const record = async (type: 'Told' | 'Withdrawn', told: readonly Story[]): Promise<void> => {
      for (const data of told) {
        appended += 1;
        await open.store.append(`story/${data.id}`, [{ type, schemaVersion: 1, data }], {
          expected: 'any',
          commandId: `command-${String(appended)}`,
          organisation: 'org-1',
          actor: 'person/1',
          at: '2026-03-01T10:00:00Z',
          correlation: 'test',
        });
      }
      await open.drain();
    };

    const restart = async (): Promise<void> => {
      await runner?.stop();
      await open.close();
      open = await harness.open();
    };

    const story = (id: string, domain: IndexValue = 'health', period: IndexValue = 1): Story => ({
      id,
      domain,
      period,
    });
    const many = (from: number, to: number): Story[] =>
      Array.from({ length: to - from }, (_, at) => story(`s${String(from + at).padStart(3, '0')}`));
    const ids = (found: readonly { readonly id: string }[]): string[] => found.map(({ id }) => id);

    it('pages through ties by id, forwards and backwards', async () => {
      const { views } = await run(storiesModel());
      await record('Told', [story('c', 'h', 2), story('a', 'h', 2), story('b', 'h', 1), story('d', 'other', 1)]);
      await runner?.caughtUp();
      const query = { index: 'byDomain', equals: { domain: 'h' }, limit: 2 } as const;
      const first = await views.find(stories, query);
      const second = await views.find(stories, { ...query, after: first.next ?? '' });
      expect([ids(first.documents), ids(second.documents), second.next]).toEqual([['b', 'a'], ['c'], undefined]);
      const back = await views.find(stories, { ...query, order: 'descending' });
      expect(ids(back.documents)).toEqual(['c', 'a']);
    });

    it('finds, counts and streams as a plain list would', async () => {
      const { views } = await run(storiesModel());
      const values = ['', 'a', 'Ŵ', '\u{1F33F}', '\uFFEE', null, -1.5, 2, 'a"b\'c'];
      const rows = values.flatMap((domain, d) =>
        [null, 1, 10, 2].map((period, p) => story(`s${String((d * 31 + p * 7) % 97)}-${String(d)}`, domain, period)),
      );
      await record('Told', rows);
      await runner?.caughtUp();
      const bytes = (text: string): Buffer => Buffer.from(text);
      const rank = (value: IndexValue): number => (value === null ? 0 : typeof value === 'string' ? 2 : 1);
      const compare = (left: IndexValue, right: IndexValue): number =>
        rank(left) - rank(right) ||
        (typeof left === 'string' ? bytes(left).compare(bytes(String(right))) : Number(left) - Number(right));
      await fc.assert(
        fc.asyncProperty(
          fc.option(fc.constantFrom(...values), { nil: undefined }),
          fc.boolean(),
          fc.integer({ min: 1, max: 9 }),
          async (domain, isDescending, limit) => {
            const expected = rows
              .filter((row) => domain === undefined || row.domain === domain)
              .sort(
                (left, right) =>
                  compare(left.domain, right.domain) ||
                  compare(left.period, right.period) ||
                  compare(left.id, right.id),
              );
            if (isDescending) expected.reverse();
            const query = {
              index: 'byDomain',
              order: isDescending ? 'descending' : 'ascending',
              ...(domain === undefined ? {} : { equals: { domain } }),
            } as const;
            const paged: Story[] = [];
            let page = await views.find(stories, { ...query, limit });
            paged.push(...page.documents);
            while (page.next !== undefined) {
              page = await views.find(stories, { ...query, limit, after: page.next });
              paged.push(...page.documents);
            }
            const streamed: Story[] = [];
            for await (const document of views.stream(stories, query)) streamed.push(document);
            expect(ids(paged)).toEqual(ids(expected));
            expect(ids(streamed)).toEqual(ids(expected));
            expect(await views.count(stories, query)).toBe(expected.length);
          },
        ),
        { seed: 7, numRuns: 40 },
      );
    });

    it('refuses a cursor that is none, an equality that skips a field or has too many, and a page of more than 1,000', async () => {
      const { views } = await run(storiesModel());
      const places = ['[{},"a"]', '["a"]', '[1]', '[1,2,"a"]', '[1,{},"a"]'];
      for (const after of ['', 'nonsense', ...places.map((place) => Buffer.from(place).toString('base64url'))]) {
        await expect(views.find(stories, { index: 'byPeriod', after })).rejects.toThrow(UnknownCursor);
      }
      await expect(views.find(stories, { index: 'byDomain', equals: { period: 1 } })).rejects.toThrow('begins with');
      const tooMany = { index: 'byPeriod', equals: { period: 1, domain: 'health' } } as const;
      await expect(views.find(stories, tooMany)).rejects.toThrow('has fewer fields than asked');
      const page = (limit: number) => views.find(stories, { index: 'byPeriod', limit });
      for (const limit of [0, 1_001, 1.5]) await expect(page(limit)).rejects.toThrow(RangeError);
      expect(await page(1_000)).toEqual({ documents: [] });
    });

    it('forgets what was removed, in the same batch or a later one', async () => {
      const { views } = await run(storiesModel());
      await record('Told', [story('a'), story('b')]);
      await record('Withdrawn', [story('a')]);
      await runner?.caughtUp();
      await record('Withdrawn', [story('b')]);
      await runner?.caughtUp();
      expect([await views.get(stories, 'a'), await views.get(stories, 'b')]).toEqual([undefined, undefined]);
      expect(await views.count(stories, { index: 'byPeriod' })).toBe(0);
    });

    it('lets a projection find what the same batch put and removed', async () => {
      const seen: string[][] = [];
      const looking: ReadModel = {
        ...storiesModel(),
        async project(recorded, changes) {
          await storiesModel().project(recorded, changes);
          seen.push(ids(await changes.find(stories, { index: 'byPeriod', equals: { period: 1 }, limit: 2 })));
        },
      };
      await run(looking);
      await record('Told', [story('b'), story('a')]);
      await runner?.caughtUp();
      seen.length = 0;
      await record('Withdrawn', [story('a')]);
      await record('Told', [story('c'), story('0')]);
      await runner?.caughtUp();
      expect(seen).toEqual([['b'], ['b', 'c'], ['0', 'b']]);
    });

    it('goes on after a restart where it was, each event once', async () => {
      await run(storiesModel(), totalsModel);
      await record('Told', many(0, 10));
      await runner?.caughtUp();
      await restart();
      await record('Told', many(10, 25));
      const { views } = await run(storiesModel(), totalsModel);
      expect(await views.get(totals, 'all')).toEqual({ id: 'all', told: 25 });
    });

    it('writes nothing of a batch when another process has moved the checkpoint', async () => {
      await run(storiesModel());
      await record('Told', [story('a')]);
      await runner?.caughtUp();
      const [set] = await open.storage.sets();
      if (set === undefined) throw new Error('No set');
      const puts = [{ id: 'late', json: '{"id":"late"}', values: [null, null] }];
      const changes = [{ collection: stories, puts, removed: [] }];
      expect(await open.storage.write([{ set, from: 0, to: 1, changes }])).toBe(false);
      expect(await runner?.views.get(stories, 'late')).toBeUndefined();
    });

    it('builds beside what serves while events arrive, and is byte-identical', async () => {
      const running = await run(storiesModel(), totalsModel);
      const { views } = running;
      const rebuildAll = async (): Promise<void> => {
        await Promise.all([running.rebuild('stories'), running.rebuild('totals')]);
      };
      const fingerprints = (): Promise<readonly string[]> =>
        Promise.all([running.fingerprint('stories'), running.fingerprint('totals')]);
      await record('Told', many(0, 60));
      await running.caughtUp();
      const rebuilt = rebuildAll();
      await record('Told', many(60, 90));
      await rebuilt;
      await running.caughtUp();
      const live = await fingerprints();
      await rebuildAll();
      expect(await fingerprints()).toEqual(live);
      expect(await views.get(totals, 'all')).toEqual({ id: 'all', told: 90 });
      await running.caughtUp();
      expect((await open.storage.sets()).map(({ state }) => state)).toEqual(['serving', 'serving']);
    });

    it('builds several together, and where an event fails in one the others are built and it stays as it was', async () => {
      let isBroken = false;
      const failing: ReadModel = {
        ...totalsModel,
        project: (recorded, changes) => {
          if (isBroken && recorded.stream === 'story/s030') throw new Error('planted');
          return totalsModel.project(recorded, changes);
        },
      };
      const running = await run(storiesModel(), failing);
      await record('Told', many(0, 60));
      await running.caughtUp();
      const before = await Promise.all([running.fingerprint('stories'), running.fingerprint('totals')]);
      const setsBefore = await open.storage.sets();
      isBroken = true;
      await expect(running.rebuild('stories', 'totals')).rejects.toThrow('totals cannot be built: Error: planted');
      isBroken = false;
      await running.caughtUp();
      expect(await Promise.all([running.fingerprint('stories'), running.fingerprint('totals')])).toEqual(before);
      const numbers = (sets: typeof setsBefore, name: string) =>
        sets.filter(({ readModel }) => readModel === name).map(({ number }) => number);
      const sets = await open.storage.sets();
      expect(sets.map(({ state }) => state)).toEqual(['serving', 'serving']);
      expect(numbers(sets, 'totals')).toEqual(numbers(setsBefore, 'totals'));
      expect(numbers(sets, 'stories')).not.toEqual(numbers(setsBefore, 'stories'));
      await record('Told', many(60, 70));
      await running.caughtUp();
      expect((await running.state()).map(({ condition, lag }) => [condition, lag])).toEqual([
        ['following', 0],
        ['following', 0],
      ]);
    });

    it('never shows half of a rebuild', async () => {
      const { views } = await run(storiesModel());
      await record('Told', many(0, 60));
      await runner?.caughtUp();
      const counts = new Set<number>();
      let isOver = false;
      const watching = (async () => {
        while (!isOver) {
          counts.add(await views.count(stories, { index: 'byPeriod' }));
          await new Promise((resolve) => setImmediate(resolve));
        }
      })();
      await runner?.rebuild('stories');
      isOver = true;
      await watching;
      expect([...counts]).toEqual([60]);
    });

    it('builds a raised version by itself and then serves it', async () => {
      await run(storiesModel());
      await record('Told', many(0, 20));
      await runner?.caughtUp();
      await restart();
      const { views } = await run(storiesModel(2));
      await runner?.caughtUp();
      expect(await views.get(stories, 's003')).toEqual({ ...story('s003'), words: 2 });
      expect(await runner?.state()).toEqual([
        { name: 'stories', version: 2, position: 20, lag: 0, condition: 'following' },
      ]);
    });

    it('stops one read model at an event that fails, without half of its commit, and lets the others go on', async () => {
      const { views } = await run(failingAtS003, totalsModel);
      await record('Told', many(0, 10));
      await runner?.caughtUp();
      expect(await views.count(stories, { index: 'byPeriod' })).toBe(3);
      expect(await views.get(totals, 'all')).toEqual({ id: 'all', told: 10 });
      const states = await runner?.state();
      expect(states?.map(({ condition, position }) => [condition, position])).toEqual([
        ['stopped', 3],
        ['following', 10],
      ]);
      expect(await views.reached('story/s005', 1)).toBe(false);
    });

    it('waits for those that follow where another stands still, and says that not all have seen it', async () => {
      let goOn = (): void => undefined;
      let held = Promise.resolve();
      const slow: ReadModel = {
        ...totalsModel,
        async project(recorded, changes) {
          await held;
          await totalsModel.project(recorded, changes);
        },
      };
      const { views } = await run(failingAtS003, slow);
      await record('Told', many(0, 10));
      await runner?.caughtUp();
      held = new Promise((resolve) => {
        goOn = resolve;
      });
      await record('Told', many(10, 40));
      const level = views.level(20_000);
      goOn();
      expect([await level, await views.get(totals, 'all')]).toEqual([false, { id: 'all', told: 40 }]);
    });

    it('says when a version of a stream is seen, and when it is not in time', async () => {
      const { views } = await run(storiesModel(), totalsModel);
      const waited = views.reached('story/a', 1);
      await record('Told', [story('a')]);
      expect(await waited).toBe(true);
      expect(await views.get(stories, 'a')).toEqual(story('a'));
      expect(await views.reached('story/a', 2, 20)).toBe(false);
    });

    it('waits for all that was written before it was asked, and for nothing that stands still', async () => {
      const { views } = await run(storiesModel(), totalsModel);
      await record('Told', many(0, 30));
      expect([await views.level(), await views.get(totals, 'all')]).toEqual([true, { id: 'all', told: 30 }]);
      await runner?.stop();
      await record('Told', [story('late')]);
      expect(await views.level()).toBe(false);
    });
  });
}
