import { choice } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { longText } from '#web/forms/text-fields.js';

export const channels = ['mail', 'letter', 'page', 'spoken'] as const;

export const writeFeedbackForm = defineForm({
  wording: longText({ required: 'wording-missing', limit: { characters: 10_000, words: 'wording-too-long' } }),
  channel: choice({ options: channels }),
});
