import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { date } from '#web/forms/number-fields.js';
import { longText, text } from '#web/forms/text-fields.js';

import { actionStates } from '../../domain/action/action.js';

export const followActionForm = defineForm({
  owner: text({ limit: { characters: 200, words: 'owner-too-long' } }),
  due: date({ wrong: 'due-wrong' }),
  state: choice({ options: actionStates, required: 'state-missing' }),
  outcome: longText({ limit: { characters: 5_000, words: 'outcome-too-long' } }),
  isShared: choices({ options: ['yes'] }),
});
