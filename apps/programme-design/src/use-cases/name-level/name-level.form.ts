import { defineForm } from '#web/forms/form.js';
import { longText, text } from '#web/forms/text-fields.js';

const nameLimit = { characters: 200, words: 'name-too-long' };

export const nameLevelForm = defineForm({
  'name.en': text({ required: 'name-en-missing', limit: nameLimit }),
  'name.cy': text({ required: 'name-cy-missing', limit: nameLimit }),
  why: longText({ limit: { characters: 2_000, words: 'text-too-long' } }),
});
