import type { PeriodDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { choice, type ChoiceParams } from '#web/forms/choice-fields.js';
import type { ValuesOf } from '#web/forms/form.js';
import { date, type DateParams } from '#web/forms/number-fields.js';
import { longText, text, type LongTextParams, type TextParams } from '#web/forms/text-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords, type Words } from '#web/words/words.js';

import { lookBacks } from '../programme-parts/look-backs.js';

export const periodTemplate = pageTemplate(import.meta.url, 'period-asked.njk');
export const periodAskedWords = loadWords(import.meta.url, 'period-asked');

const nameLimit = { characters: 200, words: 'name-too-long' };
const questionLimit = { characters: 5_000, words: 'text-too-long' };

/** What is asked of a period, whether it is new or changed. */
export const periodFields = {
  'name.en': text({ required: 'name-en-missing', limit: nameLimit }),
  'name.cy': text({ required: 'name-cy-missing', limit: nameLimit }),
  opens: date({ required: 'opens-missing', wrong: 'date-wrong' }),
  closes: date({ required: 'closes-missing', wrong: 'date-wrong' }),
  lookBack: choice({ options: lookBacks, required: 'look-back-missing' }),
  'question.en': longText({ required: 'question-en-missing', limit: questionLimit }),
  'question.cy': longText({ required: 'question-cy-missing', limit: questionLimit }),
};

export const promptTyped = ({ lookBack, question }: ProgrammeDesign['prompt']) => ({
  lookBack,
  'question.en': question.en,
  'question.cy': question.cy,
});

type PeriodAnswered = Pick<PeriodDesign, 'name' | 'opens' | 'closes'> & { readonly prompt: ProgrammeDesign['prompt'] };

export const periodGiven = (values: ValuesOf<typeof periodFields>): PeriodAnswered => ({
  name: { en: values['name.en'], cy: values['name.cy'] },
  opens: values.opens,
  closes: values.closes,
  prompt: { lookBack: values.lookBack, question: { en: values['question.en'], cy: values['question.cy'] } },
});

interface FieldsShown {
  readonly 'name.en': TextParams;
  readonly 'name.cy': TextParams;
  readonly opens: DateParams;
  readonly closes: DateParams;
  readonly lookBack: ChoiceParams;
  readonly 'question.en': LongTextParams;
  readonly 'question.cy': LongTextParams;
}

const inWelsh = { lang: 'cy' };
const inEnglish = { lang: 'en' };

/** `words` are those of `periodAskedWords`. */
export const periodQuestions = (fields: FieldsShown, words: Words) => ({
  nameLegend: words('name'),
  nameEn: macroParams({
    ...fields['name.en'],
    label: { text: words('name-en') },
    hint: { text: words('name-en-hint') },
    attributes: inEnglish,
  }),
  nameCy: macroParams({
    ...fields['name.cy'],
    label: { text: words('name-cy') },
    hint: { text: words('name-cy-hint') },
    attributes: inWelsh,
  }),
  opens: macroParams({
    ...fields.opens,
    fieldset: { legend: { text: words('opens'), size: 'm' } },
    hint: { text: words('date-hint') },
  }),
  closes: macroParams({
    ...fields.closes,
    fieldset: { legend: { text: words('closes'), size: 'm' } },
    hint: { text: words('date-hint') },
  }),
  questionLegend: words('question'),
  lookBack: macroParams({
    ...fields.lookBack,
    id: 'lookBack',
    label: { text: words('look-back') },
    items: [
      { value: '', text: words('choose') },
      ...lookBacks.map((value) => ({ value, text: words(`look-back-${value}`) })),
    ],
  }),
  questionEn: macroParams({
    ...fields['question.en'],
    label: { text: words('question-en') },
    attributes: { ...fields['question.en'].attributes, ...inEnglish },
    rows: 4,
  }),
  questionCy: macroParams({
    ...fields['question.cy'],
    label: { text: words('question-cy') },
    attributes: { ...fields['question.cy'].attributes, ...inWelsh },
    rows: 4,
  }),
});
