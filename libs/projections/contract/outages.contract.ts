import type { FollowingLog } from '../log-reading.js';
import { ProjectionRunner } from '../projection-runner.js';
import { collection, type Changes, type ReadModel } from '../read-model.js';
import type { OpenProjections, ProjectionsHarness } from './projections.contract.js';
import type { ViewStorage } from '../view-storage.js';
import { storageAway, storageWithRoomFor } from './storage-away.js';

const silent: FollowingLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
const totals = collection<{ readonly id: string; readonly told: number }>()('totals', {});
const marks = collection<{ readonly id: string; readonly mark: number }>()('marks', { byMark: ['mark'] });

async function countTold(changes: Changes): Promise<void> {
  const told = (await changes.get(totals, 'all'))?.told ?? 0;
  changes.put(totals, { id: 'all', told: told + 1 });
}

const totalsModel = (version: number): ReadModel => ({
  name: 'totals',
  version,
  collections: [totals],
  project: (_, changes) => countTold(changes),
});

const told = 12;

/** What holds of read models whose storage cannot be read for a while. */
export function describeOutages(name: string, newHarness: () => Promise<ProjectionsHarness>): void {
  describe(`read models on ${name} that cannot be read for a while`, () => {
    let harness: ProjectionsHarness;
    let open: OpenProjections;
    let runner: ProjectionRunner | undefined;

    beforeEach(async () => {
      harness = await newHarness();
      open = await harness.open();
    });
    afterEach(async () => {
      await runner?.stop();
      await open.close();
      await harness.end();
    });

    const follow = (readModel: ReadModel, isAway: boolean): Promise<ProjectionRunner> =>
      followOn(isAway ? storageAway(open.storage) : open.storage, readModel, 2);

    async function followOn(
      storage: ViewStorage,
      readModel: ReadModel,
      commitsAtOnce: number,
    ): Promise<ProjectionRunner> {
      await runner?.stop();
      const wait = async (): Promise<void> => undefined;
      runner = new ProjectionRunner({ ...open, storage, readModels: [readModel], log: silent, wait, commitsAtOnce });
      await runner.start();
      return runner;
    }

    async function tell(): Promise<void> {
      for (let at = 1; at <= told; at += 1) {
        await open.store.append(`story/${String(at)}`, [{ type: 'Told', schemaVersion: 1, data: {} }], {
          expected: 'no-stream',
          commandId: `tell-${String(at)}`,
          organisation: 'org-1',
          actor: 'person/1',
          at: '2026-03-01T10:00:00Z',
          correlation: 'test',
        });
      }
      await open.drain();
    }

    const following = { lag: 0, condition: 'following' };

    it('go on without blaming the event at hand', async () => {
      const running = await follow(totalsModel(1), true);
      await tell();
      await running.caughtUp();
      expect(await running.state()).toMatchObject([following]);
      await running.stop();
      const again = await follow(totalsModel(1), false);
      expect(await again.views.get(totals, 'all')).toEqual({ id: 'all', told });
    });

    it('keep nothing that was projected without an answer, even where a projection hides that there was none', async () => {
      const hiding = await follow(
        { ...totalsModel(1), project: (_, changes) => countTold(changes).catch(() => undefined) },
        true,
      );
      await tell();
      await hiding.caughtUp();
      expect(await open.storage.sets()).toMatchObject([{ position: told }]);
      const running = await follow(totalsModel(1), false);
      expect(await running.views.get(totals, 'all')).toEqual({ id: 'all', told });
    });

    it('are looked through again for what an index finds', async () => {
      const running = await follow(
        {
          name: 'marks',
          version: 1,
          collections: [marks],
          async project({ stream }, changes) {
            const [last] = await changes.find(marks, { index: 'byMark', order: 'descending', limit: 1 });
            changes.put(marks, { id: stream, mark: (last?.mark ?? 0) + 1 });
          },
        },
        true,
      );
      await tell();
      await running.caughtUp();
      expect(await running.state()).toMatchObject([following]);
      const restarted = await follow(
        { name: 'marks', version: 1, collections: [marks], project: () => undefined },
        false,
      );
      const { documents } = await restarted.views.find(marks, { index: 'byMark', order: 'descending', limit: 1 });
      expect(documents).toMatchObject([{ mark: told }]);
    });

    it('go on where a transaction has no room for what a whole batch changes', async () => {
      const each: ReadModel = {
        name: 'marks',
        version: 1,
        collections: [marks],
        project: ({ stream }, changes) => {
          changes.put(marks, { id: stream, mark: 1 });
        },
      };
      const running = await followOn(storageWithRoomFor(2, open.storage), each, told);
      await tell();
      await running.caughtUp();
      expect(await running.state()).toMatchObject([following]);
      expect((await running.views.find(marks, { index: 'byMark' })).documents).toHaveLength(told);
    });

    it('of a raised version are built in the end', async () => {
      await follow(totalsModel(1), false);
      await tell();
      const running = await follow(totalsModel(2), true);
      await running.caughtUp();
      expect(await running.state()).toMatchObject([{ version: 2, ...following }]);
    });
  });
}
