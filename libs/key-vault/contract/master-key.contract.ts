import { freshBytes } from '../fresh-bytes.js';
import { SealBroken } from '../key-vault.js';
import type { MasterKey } from '../master-keys.js';

/** Every `one` is the same key, as another process would have it; `another` is not. */
export interface MasterKeyHarness {
  one(): MasterKey;
  another(): MasterKey;
  end(): Promise<void>;
}

export function describeMasterKey(name: string, make: () => Promise<MasterKeyHarness>): void {
  describe(`a master key: ${name}`, () => {
    let harness: MasterKeyHarness;
    const epochKey = freshBytes(32);
    beforeEach(async () => {
      harness = await make();
    });
    afterEach(() => harness.end());

    it('opens what it wrapped, in another process as well, and in one line', async () => {
      const box = await harness.one().wrap(3, epochKey);
      expect(box).toMatch(/^[\x21-\x7e]+$/);
      expect(await harness.one().unwrap(3, box)).toEqual(epochKey);
      expect(Buffer.from(box).includes(epochKey.toString('base64'))).toBe(false);
      expect(await harness.one().wrap(3, epochKey)).not.toBe(box);
    });

    it('opens nothing of another epoch, of another key, and nothing that was changed', async () => {
      const box = await harness.one().wrap(3, epochKey);
      await expect(harness.one().unwrap(4, box)).rejects.toThrow(SealBroken);
      await expect(harness.another().unwrap(3, box)).rejects.toThrow(SealBroken);
      const at = box.length - 10;
      const changed = `${box.slice(0, at)}${box[at] === 'A' ? 'B' : 'A'}${box.slice(at + 1)}`;
      await expect(harness.one().unwrap(3, changed)).rejects.toThrow(SealBroken);
      await expect(harness.one().unwrap(3, '')).rejects.toThrow(SealBroken);
    });

    it('is known by its mark', () => {
      expect(harness.one().mark).toBe(harness.one().mark);
      expect(harness.one().mark).not.toBe(harness.another().mark);
      expect(harness.one().mark).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    });

    it('wraps again what it wrapped, where it has versions', async () => {
      const box = await harness.one().wrap(3, epochKey);
      const again = (await harness.one().rewrap?.(box)) ?? box;
      expect(await harness.one().unwrap(3, again)).toEqual(epochKey);
    });
  });
}
