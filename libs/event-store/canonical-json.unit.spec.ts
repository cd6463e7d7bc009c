import fc from 'fast-check';

import { canonicalCopy, canonicalJson, isCanonical } from './canonical-json.js';

/** Plain JSON, with what is easily lost: keys that are numbers or __proto__, minus zero, undefined, lone surrogates. */
const { value: plain } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value')),
    fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('__proto__', '10', '9', 'a\ud800')),
      fc.oneof(tie('value'), fc.constant(undefined)),
    ),
  ),
}));

describe('canonical JSON', () => {
  it('sorts keys by UTF-16 units, leaves out what is undefined and has no spaces', () => {
    expect(canonicalJson({ b: [1, 'ŵy'], a: { z: null, y: undefined }, 10: -0, 9: true })).toBe(
      '{"10":0,"9":true,"a":{"z":null},"b":[1,"ŵy"]}',
    );
  });

  it('says the same of what it is read back as', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it('is copied without text to just what it is read back as, order of keys included', () => {
    fc.assert(
      fc.property(plain, (value) => {
        const copy = canonicalCopy(value);
        const readBack: unknown = JSON.parse(canonicalJson(value));
        expect(copy).toStrictEqual(readBack);
        expect(JSON.stringify(copy)).toBe(JSON.stringify(readBack));
      }),
      { seed: 12, numRuns: 500 },
    );
  });

  it('need not be copied where it is so already', () => {
    let canonical = 0;
    fc.assert(
      fc.property(plain, (value) => {
        if (!isCanonical(value)) return;
        canonical += 1;
        expect(value).toStrictEqual(canonicalCopy(value));
        expect(JSON.stringify(value)).toBe(canonicalJson(value));
      }),
      { seed: 13, numRuns: 500 },
    );
    expect(canonical).toBeGreaterThan(100);
    expect(isCanonical({ a: [{ b: 1, c: null }], d: 'ŵy', e: true })).toBe(true);
  });

  it.each([
    ['keys in another order', { b: 1, a: 1 }],
    ['what is undefined', { a: undefined }],
    ['minus zero', { a: -0 }],
    ['what is of a class', new (class Told {})()],
    ['no number', { a: Number.NaN }],
    ['any of these further in', { a: [{ b: [{ d: 1, c: 1 }] }] }],
  ])('is not so with %s', (_, value) => {
    expect(isCanonical(value)).toBe(false);
  });

  it.each([
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['bytes', new Uint8Array(1)],
    ['no number', Number.NaN],
    ['infinity', -Infinity],
    ['a large integer', 1n],
    ['a function', () => 1],
    ['undefined in a list', [undefined]],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
    expect(() => canonicalCopy({ value })).toThrow(TypeError);
  });
});
