import type { FollowingLog } from '../log-reading.js';
import { ProjectionRunner } from '../projection-runner.js';
import { collection, type ReadModel } from '../read-model.js';
import type { OpenProjections, ProjectionsHarness } from './projections.contract.js';

const streams = collection<{ readonly id: string }>()('streams', {});
const totals = collection<{ readonly id: string; readonly told: number }>()('totals', {});

const streamsModel: ReadModel = {
  name: 'streams',
  version: 1,
  collections: [streams],
  project: ({ stream }, changes) => {
    changes.put(streams, { id: stream });
  },
};

const silent: FollowingLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A rebuild that says whether what was built is what served. */
export function describeComparing(name: string, newHarness: () => Promise<ProjectionsHarness>): void {
  describe(`read models that are compared on ${name}`, () => {
    let harness: ProjectionsHarness;
    let open: OpenProjections;
    let runner: ProjectionRunner;
    let isOther = false;

    const totalsModel: ReadModel = {
      name: 'totals',
      version: 1,
      collections: [totals],
      project: async (_, changes) => {
        const before = await changes.get(totals, 'all');
        changes.put(totals, { id: 'all', told: isOther ? 0 : (before?.told ?? 0) + 1 });
      },
    };

    beforeEach(async () => {
      harness = await newHarness();
      open = await harness.open();
      isOther = false;
      runner = new ProjectionRunner({
        ...{ ...open, readModels: [streamsModel, totalsModel], log: silent, commitsAtOnce: 7 },
        wait: async () => undefined,
      });
      await runner.start();
    });
    afterEach(async () => {
      await runner.stop();
      await open.close();
      await harness.end();
    });

    async function tell(from: number, to: number): Promise<void> {
      for (let told = from; told < to; told += 1) {
        await open.store.append(`story/${String(told)}`, [{ type: 'Told', schemaVersion: 1, data: {} }], {
          ...{ expected: 'any', commandId: `command-${String(told)}`, organisation: 'org-1', actor: 'person/1' },
          ...{ at: '2026-03-01T10:00:00Z', correlation: 'test' },
        });
      }
      await open.drain();
    }

    it('are so as both stood at one place in the log, while events arrive', async () => {
      await tell(0, 60);
      await runner.caughtUp();
      const compared = runner.rebuildAndCompare('streams', 'totals');
      await tell(60, 90);
      const asBefore = (await compared).map(({ readModel, before, after }) => [readModel, before === after]);
      expect(asBefore).toEqual([
        ['streams', true],
        ['totals', true],
      ]);
      await runner.caughtUp();
      expect(await runner.views.get(totals, 'all')).toEqual({ id: 'all', told: 90 });
      isOther = true;
      const others = await runner.rebuildAndCompare('streams', 'totals');
      expect(others.map(({ before, after }) => before === after)).toEqual([true, false]);
    });
  });
}
