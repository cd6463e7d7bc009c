import fc from 'fast-check';

import { codeFrom, hashCode, newCode, normaliseCode } from './codes.js';
import { idFrom, newId } from './ids.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a new id', () => {
  it('is a UUID of version 7 that holds the time it was made at, and is never made again', () => {
    // RFC 9562, appendix A.6: this moment is written 017f22e279b0.
    expect(newId(0x017f22e279b0)).toMatch(/^017f22e2-79b0-7[0-9a-f]{3}-[89ab]/);
    expect(newId()).toMatch(uuid);
    expect(new Set(Array.from({ length: 1_000 }, () => newId(1))).size).toBe(1_000);
  });

  it('sorts after those made before it', () => {
    expect([newId(3_000), newId(1_000), newId(2_000)].sort().map((id) => id.slice(0, 13))).toEqual([
      '00000000-03e8',
      '00000000-07d0',
      '00000000-0bb8',
    ]);
  });
});

describe('an id made from what is asked', () => {
  it('is the same for the same parts, in whatever process', () => {
    expect(idFrom('command', 'sitting')).toBe(idFrom('command', 'sitting'));
    expect(idFrom('command', 'sitting')).toMatch(uuid);
  });

  it('differs for other parts, also where they run together as the same text', () => {
    const lists = fc.array(fc.string(), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(lists, lists, ([first = '', ...rest], [other = '', ...more]) => {
        const isSame = JSON.stringify([first, ...rest]) === JSON.stringify([other, ...more]);
        expect(idFrom(first, ...rest) === idFrom(other, ...more)).toBe(isSame);
      }),
    );
    expect(idFrom('a', 'bc')).not.toBe(idFrom('ab', 'c'));
    expect(idFrom('a', '')).not.toBe(idFrom('a'));
  });
});

describe('a code', () => {
  const code = newCode();

  it('is seven groups of four, of letters and digits that are not taken for one another', () => {
    for (let made = 0; made < 200; made += 1) {
      expect(newCode()).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
    }
  });

  it('is a new one each time', () => {
    expect(new Set(Array.from({ length: 1_000 }, newCode)).size).toBe(1_000);
  });

  it.each<[string, (written: string) => string]>([
    ['as it was written', (written) => written],
    ['in small letters', (written) => written.toLowerCase()],
    ['without hyphens', (written) => written.replaceAll('-', '')],
    ['with spaces, also at its ends', (written) => ` ${written.replaceAll('-', '  ')} \n`],
    ['with the dashes of a word processor', (written) => written.replaceAll('-', '\u2013')],
    ['with O for 0', (written) => written.replaceAll('0', 'O')],
    ['with I for 1', (written) => written.replaceAll('1', 'I')],
    ['with a small l for 1', (written) => written.replaceAll('1', 'l')],
  ])('is read %s', (_, typed) => {
    for (let made = 0; made < 50; made += 1) {
      const written = newCode();
      expect(normaliseCode(typed(written))).toBe(written);
    }
  });

  it.each([
    ['nothing', ''],
    ['a character too few', code.slice(0, -1)],
    ['a character too many', `${code}0`],
    ['a letter that no code has', `U${code.slice(1)}`],
    ['a long text', code.repeat(100)],
    ['a code with much room in it', ` ${code.split('').join('    ')}`],
  ])('%s is none', (_, typed) => {
    expect(normaliseCode(typed)).toBeUndefined();
  });

  it('with one character wrong is noticed, but for about one in a thousand', () => {
    let unnoticed = 0;
    const tries = 5_000;
    for (let made = 0; made < tries; made += 1) {
      const written = newCode().replaceAll('-', '');
      const at = made % 26;
      const other = written[at] === '7' ? '8' : '7';
      if (normaliseCode(written.slice(0, at) + other + written.slice(at + 1)) !== undefined) unnoticed += 1;
    }
    // One in 1,024 of 5,000 is 5; forty would be another check than the one promised.
    expect(unnoticed).toBeLessThan(40);
  });

  it('is kept as a keyed hash: the same for the same code and secret, and for no others', () => {
    const [ours, theirs] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    expect(hashCode(code, ours)).toBe(hashCode(code, ours));
    expect(hashCode(code, ours)).not.toBe(hashCode(code, theirs));
    expect(hashCode(code, ours)).not.toBe(hashCode(newCode(), ours));
    expect(hashCode(code, ours)).not.toContain(code.slice(0, 4));
  });
});

describe('a code made from what was sent', () => {
  const secret = new Uint8Array(32).fill(3);

  it('is one as any other, the same for the same parts and secret, and another for others', () => {
    const code = codeFrom(secret, 'key', 'body');
    expect(normaliseCode(code)).toBe(code);
    expect(codeFrom(secret, 'key', 'body')).toBe(code);
    const others = [
      codeFrom(secret, 'keyb', 'ody'),
      codeFrom(secret, 'key'),
      codeFrom(new Uint8Array(32), 'key', 'body'),
    ];
    expect(new Set([code, ...others]).size).toBe(4);
  });
});
