import { choices } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { longText, text } from '#web/forms/text-fields.js';

const nameLimit = { characters: 200, words: 'name-too-long' };
const textLimit = { characters: 5_000, words: 'text-too-long' };

export const createProgrammeForm = defineForm({
  'name.en': text({ required: 'name-en-missing', limit: nameLimit }),
  'name.cy': text({ required: 'name-cy-missing', limit: nameLimit }),
  'purpose.en': longText({ required: 'purpose-en-missing', limit: textLimit }),
  'purpose.cy': longText({ required: 'purpose-cy-missing', limit: textLimit }),
  'runBy.en': text({ required: 'run-by-en-missing', limit: nameLimit }),
  'runBy.cy': text({ required: 'run-by-cy-missing', limit: nameLimit }),
  languages: choices({ options: ['en', 'cy'], required: 'languages-missing' }),
  extras: choices({ options: ['lessons', 'pilot'] }),
  confirmed: choices({ options: ['yes'], required: 'not-confirmed' }),
});
