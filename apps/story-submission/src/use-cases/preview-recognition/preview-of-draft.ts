import { textIn } from '#web/forms/typed-text.js';

import { isExtraName, type DraftQuestion } from '../../domain/draft/events.js';
import { recognisableIn, type Mark } from '../../domain/recognition/recognisable.js';
import type { DraftOfRequest } from '../../telling/draft-of-request.js';
import { extraNamed } from '../../telling/extra-question.js';
import { recognitionWords } from './recognition-words.js';

/** One answer in the teller's own words, and what in it could tell who they are. */
export interface PreviewedAnswer {
  readonly question: DraftQuestion;
  readonly text: string;
  readonly marks: readonly Mark[];
}

const ownWords = [
  ['title', 'title'],
  ['story', 'narrative'],
  ['why', 'whySignificant'],
] as const;

/** Looked at here and now: nothing of it is kept or sent anywhere. */
export function previewOf({ of, design }: Pick<DraftOfRequest, 'of' | 'design'>): readonly PreviewedAnswer[] {
  const fixed = ownWords.map(([question, field]) => [question, textIn(of.answers[question]?.typed, field)] as const);
  const further = Object.keys(of.answers)
    .filter(isExtraName)
    .filter((name) => extraNamed(design, name)?.kind === 'text')
    .map((name) => [name, textIn(of.answers[name]?.typed, 'answer')] as const);
  return [...fixed, ...further]
    .filter(([, text]) => text.trim() !== '')
    .map(([question, text]) => ({ question, text, marks: recognisableIn(text, recognitionWords) }));
}
