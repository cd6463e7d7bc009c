import { defineForm } from '#web/forms/form.js';
import { longText } from '#web/forms/text-fields.js';

export const takePanelOffForm = defineForm({
  why: longText({ limit: { characters: 2_000, words: 'text-too-long' } }),
});
