import { choice } from '../../forms/choice-fields.js';
import { defineForm } from '../../forms/form.js';
import { longText } from '../../forms/text-fields.js';

export const chooseAStoryForm = defineForm({
  story: choice({ options: ['A', 'B'], required: 'story-missing' }),
  why: longText({ required: 'why-missing' }),
});
