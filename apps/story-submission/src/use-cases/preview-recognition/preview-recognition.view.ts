import { textIn } from '#web/forms/typed-text.js';
import { langOf } from '#web/language.js';
import { writeList } from '#web/written.js';
import type { Words } from '#web/words/words.js';

import { answerQuestion, checkAnswers } from '../../addresses.js';
import { isExtraName } from '../../domain/draft/events.js';
import { markKinds, type Mark } from '../../domain/recognition/recognisable.js';
import type { DraftOfRequest } from '../../telling/draft-of-request.js';
import { extraNamed } from '../../telling/extra-question.js';
import type { PreviewedAnswer } from './preview-of-draft.js';

interface Piece {
  readonly text: string;
  /** What kind of thing it may be; empty where nothing is marked. */
  readonly kind: string;
}

/** The text in pieces, line by line. */
function linesOf(text: string, marks: readonly Mark[], words: Words): readonly (readonly Piece[])[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { start, end, kind } of marks) {
    pieces.push(
      { text: text.slice(from, start), kind: '' },
      { text: text.slice(start, end), kind: words(`kind-${kind}`) },
    );
    from = end;
  }
  pieces.push({ text: text.slice(from), kind: '' });
  const lines: Piece[][] = [[]];
  for (const piece of pieces) {
    for (const [at, part] of piece.text.split('\n').entries()) {
      if (at > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ ...piece, text: part });
    }
  }
  return lines.filter((line) => line.length > 0);
}

export function previewRecognitionView(
  { design, of }: Pick<DraftOfRequest, 'design' | 'of'>,
  answers: readonly PreviewedAnswer[],
  words: Words,
) {
  const { language } = words;
  const chosen = textIn(of.answers.language?.typed, 'language');
  const told = chosen === '' ? (of.answers.story?.shownIn ?? language) : chosen;
  const found = markKinds.flatMap((kind) => {
    const marked = answers.flatMap(({ text, marks }) =>
      marks.filter((mark) => mark.kind === kind).map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' ')),
    );
    const each = [...new Set(marked)];
    return each.length === 0 ? [] : [{ kind: words(`kinds-${kind}`), words: writeList(language, each) }];
  });
  return {
    title: words('page-title'),
    backLink: checkAnswers.to({ language }),
    heading: words('heading'),
    paragraphs: [words('only-suggests'), words('not-kept')],
    foundHeading: words(found.length === 0 ? 'found-nothing' : 'found'),
    nothing: found.length === 0 ? words('nothing') : '',
    found,
    lang: langOf(told),
    answers: answers.map(({ question, text, marks }) => ({
      heading: isExtraName(question)
        ? (extraNamed(design, question)?.wording[language] ?? words('further'))
        : words(question === 'title' || question === 'why' ? question : 'story'),
      lines: linesOf(text, marks, words),
      change: words('change'),
      href: answerQuestion.to({ language, question }, { change: 'yes' }),
    })),
    back: { text: words('back'), href: checkAnswers.to({ language }) },
  };
}
