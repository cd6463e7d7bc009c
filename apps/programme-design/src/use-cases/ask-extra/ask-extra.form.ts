import { kindsOfExtraQuestion, type ExtraQuestionDesign } from '#contracts/shared/extra-questions.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState, type ValuesOf } from '#web/forms/form.js';
import { wholeNumber } from '#web/forms/number-fields.js';
import { longText, text } from '#web/forms/text-fields.js';

import type { ExtraQuestionGiven } from '../../domain/programme/extra-questions.js';

const wordingLimit = { characters: 200, words: 'wording-too-long' };
const hintLimit = { characters: 1_000, words: 'text-too-long' };
const optionsLimit = { characters: 10_000, words: 'text-too-long' };
const bound = { wrong: 'bound-wrong', least: -1_000_000_000, most: 1_000_000_000 };

const fields = {
  'wording.en': text({ required: 'wording-en-missing', limit: wordingLimit }),
  'wording.cy': text({ required: 'wording-cy-missing', limit: wordingLimit }),
  'hint.en': text({ limit: hintLimit }),
  'hint.cy': text({ limit: hintLimit }),
  kind: choice({ options: kindsOfExtraQuestion, required: 'kind-missing' }),
  'options.en': longText({ limit: optionsLimit }),
  'options.cy': longText({ limit: optionsLimit }),
  least: wholeNumber(bound),
  most: wholeNumber(bound),
  need: choice({ options: ['required', 'optional'], required: 'need-missing' }),
  asked: choice({ options: ['asked', 'retired'], required: 'asked-missing' }),
  why: longText({ limit: { characters: 2_000, words: 'text-too-long' } }),
};

export const askExtraForm = defineForm(fields);
export type Answers = ValuesOf<typeof fields>;

export function extraTyped(question: ExtraQuestionDesign | undefined): FormState {
  if (question === undefined) return askExtraForm.filled({ need: 'optional', asked: 'asked' });
  const { wording, hint, kind, options, least, most, isRequired, isRetired } = question;
  return askExtraForm.filled({
    'wording.en': wording.en,
    'wording.cy': wording.cy,
    'hint.en': hint.en,
    'hint.cy': hint.cy,
    kind,
    'options.en': options.map(({ name }) => name.en).join('\n'),
    'options.cy': options.map(({ name }) => name.cy).join('\n'),
    least: least === null ? '' : String(least),
    most: most === null ? '' : String(most),
    need: isRequired ? 'required' : 'optional',
    asked: isRetired ? 'retired' : 'asked',
  });
}

const linesOf = (typed = ''): readonly string[] =>
  typed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Undefined where an answer stands in one language only. What belongs to another kind is left behind. */
export function extraGiven(values: Answers): ExtraQuestionGiven | undefined {
  const { kind } = values;
  const isChoice = kind === 'one' || kind === 'several';
  const en = isChoice ? linesOf(values['options.en']) : [];
  const cy = isChoice ? linesOf(values['options.cy']) : [];
  if (en.length !== cy.length) return undefined;
  return {
    kind,
    wording: { en: values['wording.en'], cy: values['wording.cy'] },
    hint: { en: values['hint.en'] ?? '', cy: values['hint.cy'] ?? '' },
    isRequired: values.need === 'required',
    options: en.map((name, at) => ({ en: name, cy: cy[at] ?? '' })),
    least: kind === 'number' ? (values.least ?? null) : null,
    most: kind === 'number' ? (values.most ?? null) : null,
    isRetired: values.asked === 'retired',
  };
}
