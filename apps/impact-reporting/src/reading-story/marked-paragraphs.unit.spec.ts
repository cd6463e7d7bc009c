import { markedParagraphs } from './marked-paragraphs.js';

const text = 'One two three.\n\nFour five.';
const written = (...passages: readonly (readonly [from: number, to: number])[]): readonly string[] =>
  markedParagraphs(
    text,
    passages.map(([from, to], at) => ({ number: at + 1, from, to })),
  ).map((pieces) => pieces.map((piece) => (piece.isMarked ? `<${piece.text}>${piece.numbers}` : piece.text)).join(''));

describe('passages in the paragraphs of a story', () => {
  it('stand where their words do', () => {
    expect(written([4, 7])).toEqual(['One <two>[1] three.', 'Four five.']);
    expect(written([0, 3], [21, 26])).toEqual(['<One>[1] two three.', 'Four <five.>[2]']);
  });

  it('may lie across one another, and over a paragraph’s end', () => {
    expect(written([0, 7], [4, 13])).toEqual(['<One ><two>[1]< three>[2].', 'Four five.']);
    expect(written([8, 20])).toEqual(['One two <three.>', '<Four>[1] five.']);
  });
});
