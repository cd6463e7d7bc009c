import { choice } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { longText, text } from '#web/forms/text-fields.js';

import { ways } from '../../telling-back/contact-given.js';

export const chooseContactForm = defineForm({
  way: choice({ options: ways, required: 'way-missing' }),
  mail: text({ limit: { characters: 254, words: 'mail-too-long' } }),
  letter: longText({ limit: { characters: 1_000, words: 'letter-too-long' } }),
  language: choice({ options: ['en', 'cy'] }),
  safely: text({ limit: { characters: 500, words: 'safely-too-long' } }),
});
