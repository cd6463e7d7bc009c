import { choice } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { longText } from '#web/forms/text-fields.js';

import { domainFields } from '../../asking-about-domains/domain-asked.js';

export const domainKinds = ['named', 'open', 'negative'] as const;

export const addDomainForm = defineForm({
  kind: choice({ options: domainKinds, required: 'kind-missing' }),
  ...domainFields,
  why: longText({ limit: { characters: 2_000, words: 'text-too-long' } }),
});
