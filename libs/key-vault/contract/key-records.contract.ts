import { freshBytes } from '../fresh-bytes.js';
import type { Addition, HolderId, KeyRecords } from '../key-records.js';

export interface KeyRecordsHarness {
  /** Another instance on the same storage, as another process would have. */
  open(): Promise<KeyRecords>;
  end(): Promise<void>;
}

export const anAddition = (owner: string, holder: HolderId, under: Addition['under']): Addition => ({
  owner,
  kind: 'story',
  organisation: 'valleys',
  holder,
  classes: ['text'],
  consent: undefined,
  stories: [],
  reach: [],
  ring: freshBytes(60),
  createdAt: 1,
  under,
});

export const underNew = (epoch: number): Addition['under'] => ({ holder: 'new', epoch, box: freshBytes(60) });
export const underStanding = (revision: number): Addition['under'] => ({ holder: 'standing', revision });

/** What several processes on one storage may meet, below the vault. */
export function describeKeyRecords(name: string, makeHarness: () => Promise<KeyRecordsHarness>): void {
  describe(`key records on ${name}`, () => {
    let harness: KeyRecordsHarness;
    let records: KeyRecords;
    beforeEach(async () => {
      harness = await makeHarness();
      records = await harness.open();
      await records.addEpoch(1, freshBytes(32));
    });
    afterEach(() => harness.end());

    const outcomes = async (by: KeyRecords, ...additions: readonly Addition[]): Promise<readonly string[]> =>
      (await by.add(additions)).map(({ outcome }) => outcome);

    it('what follows a new holder stands or falls with it', async () => {
      const other = await harness.open();
      expect(await outcomes(other, anAddition('story/1', 'person:mair', underNew(1)))).toEqual(['added']);
      // Wrapped by another key than the one that stands, at the same revision.
      const late = [
        anAddition('story/2', 'person:mair', underNew(1)),
        anAddition('story/3', 'person:mair', underStanding(1)),
      ];
      expect(await outcomes(records, ...late)).toEqual(['holder-changed', 'holder-changed']);
      expect(await outcomes(records, anAddition('story/4', 'person:mair', underStanding(1)))).toEqual(['added']);
    });

    it('a new holder and what follows it are added together', async () => {
      const together = [
        anAddition('story/1', 'person:mair', underNew(1)),
        anAddition('story/2', 'person:mair', underStanding(1)),
        anAddition('story/2', 'person:mair', underStanding(1)),
      ];
      expect(await outcomes(records, ...together)).toEqual(['added', 'added', 'there-already']);
    });

    it('no holder is added under an epoch that is over', async () => {
      await records.addEpoch(2, freshBytes(32));
      expect([await records.removeEpoch(2), await records.removeEpoch(1)]).toEqual([false, true]);
      expect(await outcomes(records, anAddition('story/1', 'person:mair', underNew(1)))).toEqual(['holder-changed']);
      expect(await outcomes(records, anAddition('story/1', 'person:mair', underNew(2)))).toEqual(['added']);
    });

    it('an epoch ends only with nobody under it, however many add at that moment', async () => {
      const other = await harness.open();
      const people = Array.from({ length: 40 }, (_, at): HolderId => `person:${String(at)}`);
      const ended = async (): Promise<boolean> => {
        await other.addEpoch(2, freshBytes(32));
        return other.removeEpoch(1);
      };
      const adding = people.map((id) => records.add([anAddition(`story/${id}`, id, underNew(1))]));
      const isOver = ended();
      const added = (await Promise.all(adding)).flat().filter(({ outcome }) => outcome === 'added');
      const under = [...(await records.findHolders(people)).values()].filter(({ epoch }) => epoch === 1);
      expect(under).toHaveLength(added.length);
      expect(await isOver).toBe(under.length === 0);
      expect((await records.epochs()).some(({ epoch }) => epoch === 1)).toBe(under.length > 0);
    });

    it('a holder under which a key was added meanwhile is wrapped again another time, with that key', async () => {
      const id: HolderId = 'person:mair';
      await records.add([anAddition('story/1', id, underNew(1))]);
      await records.addEpoch(2, freshBytes(32));
      const rewrapped = async (meanwhile: () => Promise<unknown>) => {
        const revision = (await records.findHolders([id])).get(id)?.revision ?? 0;
        const rings = (await records.ringsOf(id)).map(({ owner, revision: of }) => ({
          ...{ owner, revision: of, ring: freshBytes(60) },
        }));
        await meanwhile();
        await records.rewrap([{ id, revision, epoch: 2, box: freshBytes(60), rings }]);
        return records.countUnderOldEpochs();
      };
      const adds = async () => {
        const revision = (await records.findHolders([id])).get(id)?.revision ?? 0;
        expect(await outcomes(records, anAddition('story/2', id, underStanding(revision)))).toEqual(['added']);
      };
      expect(await rewrapped(adds)).toBe(1);
      expect(await rewrapped(() => Promise.resolve())).toBe(0);
    });

    it('more keys of an owner are kept only under the holder, and over the ring, that they were made with', async () => {
      const id: HolderId = 'person:mair';
      await records.add([anAddition('story/1', id, underNew(1))]);
      const grows = (revision: number, holderRevision: number) =>
        records.replaceRing('story/1', revision, holderRevision, ['text', 'original'], freshBytes(92));
      const standing = async () => {
        const found = (await records.find(['story/1'])).get('story/1');
        return [found?.record.classes, found?.record.revision, found?.holder.revision];
      };
      // Another process wraps the holder's key anew: a ring under the one before would open for nobody.
      await records.addEpoch(2, freshBytes(32));
      await records.rewrap([{ id, revision: 7, epoch: 2, box: freshBytes(60) }]);
      expect(await records.countUnderOldEpochs()).toBe(1);
      await records.rewrap([{ id, revision: 1, epoch: 2, box: freshBytes(60) }]);
      expect(await records.countUnderOldEpochs()).toBe(0);
      expect(await grows(1, 1)).toBe(false);
      expect(await standing()).toEqual([['text'], 1, 2]);
      expect(await grows(1, 2)).toBe(true);
      expect(await grows(1, 2)).toBe(false);
      expect(await standing()).toEqual([['text', 'original'], 2, 2]);
    });

    it('a holder has to change its key once something under it was destroyed, until it has, and a round’s goes at once', async () => {
      const id: HolderId = 'person:mair';
      const intent = (of: string) => ({ id: of, actor: 'teller', at: '2026-03-03T10:00:00Z', notedAt: 1 });
      const holder = async (of: HolderId = id) => (await records.findHolders([of])).get(of);
      const isNamed = async () => (await holder())?.mustChange;
      const rewrapped = async (withRings: boolean) => {
        const rings = (await records.ringsOf(id)).map(({ owner, revision }) => ({
          owner,
          revision,
          ring: freshBytes(60),
        }));
        const revision = (await holder())?.revision ?? 0;
        await records.rewrap([{ id, revision, epoch: 1, box: freshBytes(60), ...(withRings ? { rings } : {}) }]);
      };
      await records.add([
        anAddition('story/1', id, underNew(1)),
        anAddition('story/2', id, underStanding(1)),
        anAddition('story/3', id, underStanding(1)),
      ]);
      for (const destroy of [() => records.erase(['story/1'], intent('e')), () => records.remove(['story/2'])]) {
        expect(await isNamed()).toBe(false);
        await destroy();
        expect(await isNamed()).toBe(true);
        // The key is the same, wrapped anew: what was destroyed could still be opened by it.
        await rewrapped(false);
        expect(await isNamed()).toBe(true);
        await rewrapped(true);
      }
      expect(await isNamed()).toBe(false);
      await records.add([{ ...anAddition('round/1', 'round:round/1', underNew(1)), kind: 'round' }]);
      await records.erase(['round/1'], intent('r'));
      expect((await holder('round:round/1'))?.box).toBeUndefined();
    });

    it('two first epochs at the same moment leave one that is current', async () => {
      const other = await harness.open();
      await Promise.all([records.addEpoch(2, freshBytes(32)), other.addEpoch(3, freshBytes(32))]);
      expect((await records.epochs()).filter(({ isCurrent }) => isCurrent).map(({ epoch }) => epoch)).toEqual([3]);
    });
  });
}
