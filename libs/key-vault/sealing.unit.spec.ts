import { Buffer } from 'node:buffer';

import fc from 'fast-check';

import type { Sealed } from '#contracts/shared/sealed.js';

import { freshBytes } from './fresh-bytes.js';
import { SealBroken } from './key-vault.js';
import { associated, openValue, sealValue } from './sealing.js';

const key = freshBytes(32);

describe('sealing', () => {
  it('opens what was sealed, whatever JSON it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text: unknown = JSON.parse(JSON.stringify(value));
        expect(openValue(key, 'story/1', sealValue(key, 'story/1', 'text', 1, text))).toEqual(text);
      }),
      { seed: 7 },
    );
  });

  it('seals the same text differently each time, 28 bytes longer', () => {
    const one = sealValue(key, 'story/1', 'text', 1, 'Dŵr');
    const other = sealValue(key, 'story/1', 'text', 1, 'Dŵr');
    expect(one.box).not.toBe(other.box);
    // "Dŵr" with its quotes is 6 bytes of UTF-8.
    expect(Buffer.from(one.box, 'base64')).toHaveLength(12 + 6 + 16);
  });

  const sealed = sealValue(key, 'story/1', 'text', 1, { narrative: 'once' });
  const changedAt = (index: number): string => {
    const box = Buffer.from(sealed.box, 'base64');
    box.writeUInt8(box.readUInt8(index) ^ 1, index);
    return box.toString('base64');
  };
  it.each<[string, Buffer, string, Sealed]>([
    ['another owner', key, 'story/2', sealed],
    ['another class', key, 'story/1', { ...sealed, class: 'name' }],
    ['another version', key, 'story/1', { ...sealed, version: 2 }],
    ['another key', freshBytes(32), 'story/1', sealed],
    ['a changed nonce', key, 'story/1', { ...sealed, box: changedAt(0) }],
    ['a changed text', key, 'story/1', { ...sealed, box: changedAt(14) }],
    ['a changed tag', key, 'story/1', { ...sealed, box: changedAt(Buffer.from(sealed.box, 'base64').length - 1) }],
    ['nothing in it', key, 'story/1', { ...sealed, box: '' }],
  ])('does not open for %s', (_, usedKey, owner, given) => {
    expect(() => openValue(usedKey, owner, given)).toThrow(SealBroken);
  });

  it('does not take what is no JSON value', () => {
    expect(() => sealValue(key, 'story/1', 'text', 1, undefined)).toThrow(TypeError);
  });

  it('joins parts so that no two lists give the same bytes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' })),
        fc.array(fc.string({ unit: 'grapheme' })),
        (one, other) => {
          const isSame = JSON.stringify(one) === JSON.stringify(other);
          expect(associated(...one).equals(associated(...other))).toBe(isSame);
        },
      ),
      { seed: 7 },
    );
    expect(associated('a', '1:b')).not.toEqual(associated('a1:', 'b'));
  });

  it('never gives the same random bytes twice', () => {
    const seen = new Set(Array.from({ length: 20_000 }, () => freshBytes(12).toString('hex')));
    expect(seen.size).toBe(20_000);
  });
});
