import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { hidden, longText } from '#web/forms/text-fields.js';

export const readStoryFirstForm = defineForm({
  answer: choice({ options: ['clear', 'hold-back'], required: 'answer-missing' }),
  why: longText({ limit: { characters: 2_000, words: 'why-too-long' } }),
  /** Asked of a story that is told so that nobody can be recognised. */
  nobodyRecognised: choices({ options: ['yes'] }),
  /** What stood on the page: a teller may have corrected it since. */
  storyVersion: hidden({ required: 'answer-missing' }),
});
