import { choice } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { longText } from '#web/forms/text-fields.js';

import { outcomes } from '../../domain/concern/concern.js';

export const closeForm = defineForm({
  outcome: choice({ options: outcomes, required: 'outcome-missing' }),
  note: longText({ required: 'note-missing', limit: { characters: 5_000, words: 'note-too-long' } }),
});
