import { problemsOfWords } from './check-words.js';
import { wordsOf } from './words.js';

const sixForms = {
  zero: 'Dim panel',
  one: '{n} panel',
  two: '{n} banel',
  few: '{n} phanel',
  many: '{n} phanel',
  other: '{n} panel',
};
const twoForms = { one: '{n} panel', other: '{n} panels' };

describe('words', () => {
  const words = wordsOf(
    'test',
    { hello: 'Hello {name}', total: 'Total: {total}', panels: twoForms },
    { hello: 'Helo {name}', total: 'Cyfanswm: {total}', panels: sixForms },
  );

  it('put values into whole sentences, numbers as people write them', () => {
    expect(words.en('hello', { name: 'Siân' })).toBe('Hello Siân');
    expect(words.cy('total', { total: 1234 })).toBe('Cyfanswm: 1,234');
  });

  it('put a value in as it is, whatever it looks like', () => {
    expect(words.en('hello', { name: '$& {name} $1' })).toBe('Hello $& {name} $1');
  });

  it.each([
    [0, 'Dim panel'],
    [1, '1 panel'],
    [2, '2 banel'],
    [3, '3 phanel'],
    [4, '4 panel'],
    [5, '5 panel'],
    [6, '6 phanel'],
    [7, '7 panel'],
    [11, '11 panel'],
    [21, '21 panel'],
    [100, '100 panel'],
  ])('count %s in Welsh as "%s"', (n, text) => {
    expect(words.cy('panels', { n })).toBe(text);
  });

  it('count in English with two forms', () => {
    expect([0, 1, 2].map((n) => words.en('panels', { n }))).toEqual(['0 panels', '1 panel', '2 panels']);
  });

  it('throw for a key that there is not, be it one every object has', () => {
    expect(() => words.en('goodbye')).toThrow('goodbye');
    expect(() => words.en('constructor')).toThrow('have no "constructor"');
  });

  it('throw for a value that is not given', () => {
    expect(() => words.en('hello')).toThrow('{name}');
    expect(() => words.en('panels', { n: '3' })).toThrow('{n}');
  });
});

describe('a pair of catalogues does not load', () => {
  it.each<[string, Parameters<typeof problemsOfWords>[0], Parameters<typeof problemsOfWords>[1], string]>([
    ['a key in English only', { a: 'A' }, {}, 'a: not in Welsh'],
    ['a key in Welsh only', {}, { a: 'A' }, 'a: not in English'],
    [
      'a placeholder in one language only',
      { a: '{n} of {total}' },
      { a: '{n}' },
      'a: placeholders differ: English (n, total), Welsh (n)',
    ],
    [
      'plural forms in one language only',
      { a: twoForms },
      { a: '{n} panel' },
      'a: has plural forms in one language only',
    ],
    [
      'a form that English has not',
      { a: { ...twoForms, two: '{n}' } },
      { a: sixForms },
      'a: en has a form "two" that the language does not use',
    ],
    [
      'plural forms without a number',
      { a: { one: 'x', other: 'x' } },
      { a: sixForms },
      'a: en has plural forms, and no {n} in "other"',
    ],
    ['a straight apostrophe in Welsh', { a: 'A' }, { a: "i'r" }, 'a: cy has a straight apostrophe; write ’'],
    ['an ampersand in Welsh', { a: 'A' }, { a: 'a & b' }, 'a: cy has an ampersand'],
    ['text not written yet', { a: 'TODO' }, { a: 'A' }, 'a: en is not written yet'],
    ['an empty text', { a: 'A' }, { a: ' ' }, 'a: cy is empty'],
  ])('%s', (_, en, cy, problem) => {
    expect(problemsOfWords(en, cy)).toContain(problem);
  });

  it('and names each fault when it refuses', () => {
    const { few, many, ...fourForms } = sixForms;
    expect([few, many]).toEqual(['{n} phanel', '{n} phanel']);
    expect(() => wordsOf('test', { a: twoForms, b: 'B' }, { a: fourForms })).toThrow(
      'The words of "test" are not fit to show:\n- a: cy has no form "few"\n- a: cy has no form "many"\n- b: not in Welsh',
    );
  });
});
