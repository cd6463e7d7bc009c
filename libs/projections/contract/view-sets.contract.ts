import { collection } from '../read-model.js';
import type { KnownSet, NewSet } from '../view-storage.js';
import type { OpenProjections, ProjectionsHarness } from './projections.contract.js';

const totals = collection<{ readonly id: string }>()('totals', {});
const ofVersion = (version: number): NewSet => ({ readModel: 'totals', version, shape: 'one', collections: [totals] });

/** What processes that build and drop sets beside one another can rely on. */
export function describeViewSets(name: string, newHarness: () => Promise<ProjectionsHarness>): void {
  describe(`sets of views on ${name}`, () => {
    let harness: ProjectionsHarness;
    let open: OpenProjections;

    beforeEach(async () => {
      harness = await newHarness();
      open = await harness.open();
    });
    afterEach(async () => {
      await open.close();
      await harness.end();
    });

    const states = async () => (await open.storage.sets()).map(({ number, state }) => [number, state]);

    it('are served one at a time, whoever built them, and again without harm', async () => {
      const { storage } = open;
      const first = await storage.create(ofVersion(1), 'serving');
      const second = await storage.create(ofVersion(2), 'building');
      expect([await storage.serve(second), await storage.serve(second)]).toEqual([true, true]);
      expect(await states()).toEqual([
        [first.number, 'retired'],
        [second.number, 'serving'],
      ]);
    });

    it.each(['dropped', 'retired'])(
      'that another process has %s are not served, and what serves stays',
      async (how) => {
        const { storage } = open;
        const first = await storage.create(ofVersion(1), 'serving');
        const gone = await storage.create(ofVersion(2), 'building');
        let serving: KnownSet = first;
        if (how === 'dropped') await storage.drop(gone);
        else {
          serving = await storage.create(ofVersion(3), 'building');
          await storage.serve(gone);
          await storage.serve(serving);
        }
        expect(await storage.serve(gone)).toBe(false);
        expect((await states()).filter(([, state]) => state === 'serving')).toEqual([[serving.number, 'serving']]);
      },
    );
  });
}
