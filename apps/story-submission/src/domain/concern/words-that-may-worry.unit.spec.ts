import { wordsThatMayWorry } from './words-that-may-worry.js';

const words = { en: ['he hits me', 'knife*', 'pin'], cy: ['cyllell', 'fy nghuro', 'tân'] };

describe('words that may be a concern', () => {
  it.each([
    ['a phrase, over a line’s end and whatever its case', 'And then HE\nhits “me” again', ['he hits me']],
    ['any ending where the list says so, and no other', 'Two knives? No: penknife, knifed', ['knife*']],
    ['whole words alone', 'I was spinning, opinions and pins', []],
    [
      'Welsh, without minding an accent or a short form',
      'Roedd cyllell yno; mae’n fy nghuro’n aml. Tan!',
      ['cyllell', 'fy nghuro', 'tân'],
    ],
    ['both languages in one story', 'A pin, a chyllell, cyllell', ['pin', 'cyllell']],
    ['nothing where there is nothing', '', []],
  ])('are found: %s', (_, text, found) => {
    expect(wordsThatMayWorry(words, [text])).toEqual(found);
  });

  it('are looked for in every text, and no phrase goes from one into the next', () => {
    expect(wordsThatMayWorry(words, ['A title of tân', null, 'a PIN', undefined])).toEqual(['pin', 'tân']);
    expect(wordsThatMayWorry(words, ['he hits', 'me'])).toEqual([]);
  });

  it('are each named once, and a list of nothing finds nothing', () => {
    expect(wordsThatMayWorry({ en: ['pin'], cy: ['pin'] }, ['pin pin'])).toEqual(['pin']);
    expect(wordsThatMayWorry({ en: ['*', '’'], cy: [] }, ['*'])).toEqual([]);
  });
});
