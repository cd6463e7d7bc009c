import { choice } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { date } from '#web/forms/number-fields.js';
import { longText } from '#web/forms/text-fields.js';

import { deathToldBy } from '../../domain/death/death.js';

export const deathForm = defineForm({
  toldBy: choice({ options: deathToldBy, required: 'told-by-missing' }),
  diedOn: date({ wrong: 'died-on-wrong' }),
  note: longText({ limit: { characters: 2_000, words: 'note-too-long' } }),
});
