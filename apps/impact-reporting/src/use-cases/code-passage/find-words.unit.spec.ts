import { findWords } from './find-words.js';

const parts = {
  title: 'The door',
  narrative: 'She said “I can’t” at the door.\n\nThen the heart of it: the  door\nopened (again).',
  whySignificant: '',
};
const places = (typed: string) => findWords(parts, typed).map(({ part, from, to }) => [part, from, to]);

describe('finding words in a story', () => {
  it('finds them wherever they stand, in the order of its parts', () => {
    expect(places('the door')).toEqual([
      ['title', 0, 8],
      ['narrative', 22, 30],
      ['narrative', 55, 64],
    ]);
  });

  it('does not mind line ends, the case, or the kind of quotation mark', () => {
    expect(places('"i CAN\'T"')).toEqual([['narrative', 9, 18]]);
    expect(places(' the door opened ')).toEqual([['narrative', 55, 71]]);
  });

  it('takes whole words before parts of words, and signs as they are', () => {
    expect(findWords(parts, 'art')).toMatchObject([{ words: 'art', before: expect.stringMatching(/he$/) }]);
    expect(places('it')).toEqual([['narrative', 51, 53]]);
    expect(findWords(parts, '(again).')).toMatchObject([{ words: '(again).' }]);
    expect(places('.*')).toEqual([]);
    expect(places('  ')).toEqual([]);
  });
});
