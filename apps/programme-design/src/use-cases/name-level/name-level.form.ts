import { defineForm, type ValuesOf } from '#web/forms/form.js';
import { longText, text } from '#web/forms/text-fields.js';

import type { LevelName } from '../../domain/programme/ladder.js';

const nameLimit = { characters: 200, words: 'name-too-long' };

const fields = {
  'name.en': text({ required: 'name-en-missing', limit: nameLimit }),
  'name.cy': text({ required: 'name-cy-missing', limit: nameLimit }),
  why: longText({ limit: { characters: 2_000, words: 'text-too-long' } }),
};

export const nameLevelForm = defineForm(fields);

export const nameGiven = (values: ValuesOf<typeof fields>): LevelName['name'] => ({
  en: values['name.en'],
  cy: values['name.cy'],
});
