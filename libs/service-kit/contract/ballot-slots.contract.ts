import type { Sealed } from '#contracts/shared/sealed.js';

import type { BallotSlots } from '../ballots/ballot-slots.js';

export interface BallotSlotsHarness {
  /** Over the same storage each time: as another process would open it. */
  open(): Promise<BallotSlots>;
  /** Everything that stands in the database, journals too. */
  bytes(): Promise<Buffer>;
  /** What is kept outside of it. */
  keyFiles(): readonly string[];
  end(): Promise<void>;
}

const sealed = (box: string): Sealed => ({ class: 'ballot', version: 1, box });

export function describeBallotSlots(where: string, harness: () => Promise<BallotSlotsHarness>): void {
  describe(`slots of secret ballots: ${where}`, () => {
    let place: BallotSlotsHarness;
    let slots: BallotSlots;

    beforeEach(async () => {
      place = await harness();
      slots = await place.open();
      await slots.open('R1', sealed('secret-of-R1'));
    });
    afterEach(() => place.end());

    const inBox = async (round = 'R1') =>
      Object.fromEntries([...(await slots.ballots(round))].map(([slot, { box }]) => [slot, box]));

    it('keep what was put until it is put anew: the last counts', async () => {
      expect(await slots.put('R1', 'b-slot', sealed('first'))).toBe(true);
      expect(await slots.put('R1', 'a-slot', sealed('other'))).toBe(true);
      expect(await slots.put('R1', 'b-slot', sealed('second'))).toBe(true);
      expect(await inBox()).toEqual({ 'a-slot': 'other', 'b-slot': 'second' });
      expect(await (await place.open()).filled('R1')).toEqual(new Set(['a-slot', 'b-slot']));
    });

    it('come in the order of their names, never in that of casting', async () => {
      for (const slot of ['c', 'a', 'd', 'b']) await slots.put('R1', slot, sealed('x'));
      expect([...(await slots.ballots('R1')).keys()]).toEqual(['a', 'b', 'c', 'd']);
    });

    it('lie apart from their secret, which no database holds', async () => {
      await slots.put('R1', 'a', sealed('one'));
      expect((await place.bytes()).includes('secret-of-R1')).toBe(false);
      expect(place.keyFiles()).toHaveLength(1);
      await slots.destroy('R1');
      expect(place.keyFiles()).toEqual([]);
    });

    it('of one round are not those of another', async () => {
      await slots.open('R2', sealed('secret-of-R2'));
      await slots.put('R1', 'a', sealed('one'));
      await slots.put('R2', 'a', sealed('two'));
      await slots.destroy('R1');
      expect(await inBox('R2')).toEqual({ a: 'two' });
      expect(await slots.secretOf('R2')).toEqual(sealed('secret-of-R2'));
    });

    it('have the first secret, however often the box is opened', async () => {
      await slots.put('R1', 'a', sealed('one'));
      await slots.open('R1', sealed('another-secret'));
      expect(await slots.secretOf('R1')).toEqual(sealed('secret-of-R1'));
      expect(await inBox()).toEqual({ a: 'one' });
    });

    it('take nothing once the box is closed, from whichever process', async () => {
      const elsewhere = await place.open();
      await slots.put('R1', 'a', sealed('in time'));
      await slots.close('R1');
      expect(await elsewhere.put('R1', 'a', sealed('late'))).toBe(false);
      expect(await elsewhere.put('R1', 'b', sealed('late'))).toBe(false);
      expect(await inBox()).toEqual({ a: 'in time' });
    });

    it('are not there for a round that has no box', async () => {
      expect(await slots.put('R9', 'a', sealed('x'))).toBe(false);
      expect(await slots.secretOf('R9')).toBeUndefined();
      expect(await inBox('R9')).toEqual({});
    });

    it('hold exactly what was acknowledged when many put while the box is closed', async () => {
      const [first, second] = [await place.open(), await place.open()];
      const putting = Array.from({ length: 60 }, async (_, at) => {
        const slot = `slot-${String(at)}`;
        return { slot, isTaken: await (at % 2 === 0 ? first : second).put('R1', slot, sealed(slot)) };
      });
      const closing = slots.close('R1');
      const acknowledged = (await Promise.all(putting)).filter(({ isTaken }) => isTaken).map(({ slot }) => slot);
      await closing;
      expect(await slots.filled('R1')).toEqual(new Set(acknowledged));
    });

    it('leave no byte of secret or ballot when destroyed, a ballot that was replaced included', async () => {
      await slots.put('R1', 'slot-of-somebody', sealed('cinnabar'));
      await slots.put('R1', 'slot-of-somebody', sealed('vermilion'));
      expect((await place.bytes()).includes('vermilion')).toBe(true);
      await slots.destroy('R1');
      await slots.destroy('R1');
      const left = await place.bytes();
      for (const word of ['cinnabar', 'vermilion', 'slot-of-somebody', 'secret-of-R1']) {
        expect([word, left.includes(word)]).toEqual([word, false]);
      }
      expect(await slots.put('R1', 'slot-of-somebody', sealed('late'))).toBe(false);
      expect(await slots.secretOf('R1')).toBeUndefined();
    });
  });
}
