import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';

export const endings = ['not_wanted', 'no_safe_route', 'teller_died'] as const;

export const closeFeedbackForm = defineForm({
  as: choice({ options: endings, required: 'as-missing' }),
  stop: choices({ options: ['stop'] }),
});
