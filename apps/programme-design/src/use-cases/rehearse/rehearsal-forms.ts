import { choice } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { longText } from '#web/forms/text-fields.js';

import { stepsOfRehearsal } from '../../domain/rehearsal/rehearsal.js';

const allSteps = [...new Set(Object.values(stepsOfRehearsal).flat())];

export const stepForm = defineForm({
  step: choice({ options: allSteps, required: 'step-missing' }),
  wentWrong: longText({ limit: { characters: 5_000, words: 'text-too-long' } }),
});

export const endForm = defineForm({ lessons: longText({ limit: { characters: 20_000, words: 'text-too-long' } }) });
