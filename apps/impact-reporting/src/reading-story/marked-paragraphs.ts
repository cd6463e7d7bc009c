import { paragraphsOf } from '#web/components/story-card/story-card.js';

/** Some of a text as it is shown: within a passage or not, with the numbers of the passages that end here. */
export interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
  readonly numbers: string;
}

export interface NumberedPassage {
  readonly number: number;
  readonly from: number;
  readonly to: number;
}

/** The paragraphs of a text, cut where passages begin and end. Passages may lie across one another. */
export function markedParagraphs(text: string, passages: readonly NumberedPassage[]): readonly (readonly Piece[])[] {
  let end = 0;
  const cut = paragraphsOf(text).map((paragraph) => {
    const from = text.indexOf(paragraph, end);
    end = from + paragraph.length;
    const edges = passages.flatMap((passage) => [passage.from, passage.to]).filter((at) => at > from && at < end);
    const starts = [...new Set([from, ...edges])].sort((one, other) => one - other);
    return starts.map((start, at) => ({ from: start, to: starts[at + 1] ?? end }));
  });
  const lastOf = new Map<number, number>();
  for (const piece of cut.flat()) {
    for (const { number, ...passage } of passages) if (covers(passage, piece)) lastOf.set(number, piece.to);
  }
  return cut.map((pieces) =>
    pieces.map((piece) => {
      const ending = passages.filter((passage) => covers(passage, piece) && lastOf.get(passage.number) === piece.to);
      return {
        text: text.slice(piece.from, piece.to),
        isMarked: passages.some((passage) => covers(passage, piece)),
        numbers: ending.map(({ number }) => `[${String(number)}]`).join(''),
      };
    }),
  );
}

type Span = Pick<NumberedPassage, 'from' | 'to'>;
const covers = (passage: Span, piece: Span): boolean => passage.from <= piece.from && passage.to >= piece.to;
