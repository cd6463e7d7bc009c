import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { longText, text } from '#web/forms/text-fields.js';

const nameLimit = { characters: 200, words: 'name-too-long' };
const textLimit = { characters: 5_000, words: 'text-too-long' };

export const domainKinds = ['named', 'open', 'negative'] as const;

export const addDomainForm = defineForm({
  kind: choice({ options: domainKinds, required: 'kind-missing' }),
  'name.en': text({ required: 'name-en-missing', limit: nameLimit }),
  'name.cy': text({ required: 'name-cy-missing', limit: nameLimit }),
  'description.en': longText({ limit: textLimit }),
  'description.cy': longText({ limit: textLimit }),
  why: longText({ limit: { characters: 2_000, words: 'text-too-long' } }),
  confirmed: choices({ options: ['yes'], required: 'not-confirmed' }),
});
