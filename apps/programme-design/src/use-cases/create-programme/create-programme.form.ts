import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';

import { aboutFields } from '../../asking-about-programmes/about-asked.js';

export const createProgrammeForm = defineForm({
  ...aboutFields,
  extent: choice({ options: ['light', 'whole'] }),
  extras: choices({ options: ['lessons', 'guides', 'pilot'] }),
  confirmed: choices({ options: ['yes'], required: 'not-confirmed' }),
});
