import { choice } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { text } from '#web/forms/text-fields.js';

/** The file is no question of the form: what it lacks is told at `file`. */
export const adoptFrameworkForm = defineForm({
  from: choice({ options: ['shipped', 'file'], required: 'from-missing' }),
  file: text(),
});
