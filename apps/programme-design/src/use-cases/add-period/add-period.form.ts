import { defineForm } from '#web/forms/form.js';
import { longText } from '#web/forms/text-fields.js';

import { periodFields } from '../../asking-in-periods/period-asked.js';

export const addPeriodForm = defineForm({
  ...periodFields,
  why: longText({ limit: { characters: 2_000, words: 'text-too-long' } }),
});
