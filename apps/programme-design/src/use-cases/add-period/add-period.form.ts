import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { date } from '#web/forms/number-fields.js';
import { longText, text } from '#web/forms/text-fields.js';
import { lookBacks } from '../../programme-parts/look-backs.js';

const nameLimit = { characters: 200, words: 'name-too-long' };
const questionLimit = { characters: 5_000, words: 'text-too-long' };

export const addPeriodForm = defineForm({
  'name.en': text({ required: 'name-en-missing', limit: nameLimit }),
  'name.cy': text({ required: 'name-cy-missing', limit: nameLimit }),
  opens: date({ required: 'opens-missing', wrong: 'date-wrong' }),
  closes: date({ required: 'closes-missing', wrong: 'date-wrong' }),
  lookBack: choice({ options: lookBacks, required: 'look-back-missing' }),
  'question.en': longText({ required: 'question-en-missing', limit: questionLimit }),
  'question.cy': longText({ required: 'question-cy-missing', limit: questionLimit }),
  why: longText({ limit: { characters: 2_000, words: 'text-too-long' } }),
  confirmed: choices({ options: ['yes'], required: 'not-confirmed' }),
});
