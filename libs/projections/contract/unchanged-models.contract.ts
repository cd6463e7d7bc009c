import type { FollowingLog } from '../log-reading.js';
import { ProjectionRunner } from '../projection-runner.js';
import { collection, type ReadModel } from '../read-model.js';
import type { OpenProjections, ProjectionsHarness } from './projections.contract.js';

const counts = collection<{ readonly id: string; readonly count: number }>()('counts', {});
const withdrawals = collection<{ readonly id: string; readonly count: number }>()('withdrawals', {});

/** The program counts otherwise than the one before it, which nobody said by a new version. */
let isOther = false;

const counting = (name: string, type: string, into: typeof counts): ReadModel => ({
  name,
  version: 1,
  collections: [into],
  async project({ event }, changes) {
    if (event.type !== type) return;
    changes.put(into, { id: 'all', count: ((await changes.get(into, 'all'))?.count ?? 0) + (isOther ? 2 : 1) });
  },
});
const readModels = [counting('told', 'Told', counts), counting('withdrawn', 'Withdrawn', withdrawals)];

const silent: FollowingLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A read model that commits did not change is not written for each of them. */
export function describeUnchangedModels(name: string, newHarness: () => Promise<ProjectionsHarness>): void {
  describe(`read models that nothing changed on ${name}`, () => {
    let harness: ProjectionsHarness;
    let open: OpenProjections;
    const runners: ProjectionRunner[] = [];

    beforeEach(async () => {
      isOther = false;
      harness = await newHarness();
      open = await harness.open();
    });
    afterEach(async () => {
      for (const runner of runners.splice(0)) await runner.stop();
      await open.close();
      await harness.end();
    });

    async function run(): Promise<ProjectionRunner> {
      const runner = new ProjectionRunner({ ...open, readModels, log: silent });
      runners.push(runner);
      await runner.start();
      await runner.caughtUp();
      return runner;
    }

    let appended = 0;
    async function record(type: 'Told' | 'Withdrawn', times: number): Promise<void> {
      for (let at = 0; at < times; at += 1) {
        appended += 1;
        await open.store.append(`story/${String(appended)}`, [{ type, schemaVersion: 1, data: {} }], {
          expected: 'any',
          commandId: `command-${String(appended)}`,
          organisation: 'org-1',
          actor: 'person/1',
          at: '2026-03-01T10:00:00Z',
          correlation: 'test',
        });
      }
      await open.drain();
    }

    const stored = async () =>
      Object.fromEntries((await open.storage.sets()).map(({ readModel, position }) => [readModel, position]));
    const reached = async (runner: ProjectionRunner) =>
      Object.fromEntries((await runner.state()).map((state) => [state.name, state.position]));
    const count = async ({ views }: ProjectionRunner, of: typeof counts) => (await views.get(of, 'all'))?.count;

    it('are level with the log all the same, and are written when they stop', async () => {
      const runner = await run();
      await record('Told', 3);
      await runner.caughtUp();
      expect(await reached(runner)).toEqual({ told: 3, withdrawn: 3 });
      expect(await stored()).toEqual({ told: 3, withdrawn: 0 });
      await runner.stop();
      expect(await stored()).toEqual({ told: 3, withdrawn: 3 });
    });

    it('are compared, built anew, with what served where that stood, while events arrive', async () => {
      const runner = await run();
      await record('Told', 60);
      await runner.caughtUp();
      const whileOthersWrite = runner.rebuildAndCompare('told', 'withdrawn');
      await record('Withdrawn', 30);
      await record('Told', 30);
      const same = (await whileOthersWrite).map(({ readModel, before, after }) => [readModel, before === after]);
      expect(same).toEqual([
        ['told', true],
        ['withdrawn', true],
      ]);
      await runner.caughtUp();
      expect([await count(runner, counts), await count(runner, withdrawals)]).toEqual([90, 30]);
      isOther = true;
      const others = await runner.rebuildAndCompare('told', 'withdrawn');
      expect(others.map(({ before, after }) => before === after)).toEqual([false, false]);
    });

    it('count each event once after a kill, and where two processes keep them', async () => {
      const first = await run();
      await record('Told', 3);
      await first.caughtUp();
      // As after a kill of the first: it begins where the storage has them.
      const second = await run();
      await record('Withdrawn', 2);
      await record('Told', 1);
      for (const runner of [second, first]) await runner.caughtUp();
      for (const runner of [first, second]) {
        expect([await count(runner, counts), await count(runner, withdrawals)]).toEqual([4, 2]);
        expect(await reached(runner)).toEqual({ told: 6, withdrawn: 6 });
      }
    });

    it('are written once they are far behind, so that a start is not long', async () => {
      const runner = await run();
      await record('Told', 501);
      await runner.caughtUp();
      expect((await stored())['withdrawn']).toBeGreaterThanOrEqual(500);
    });
  });
}
