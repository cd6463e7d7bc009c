import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type ValuesOf } from '#web/forms/form.js';
import { longText } from '#web/forms/text-fields.js';

import { domainFields } from '../../asking-about-domains/domain-asked.js';
import type { NewDomain } from '../../domain/programme/decide.js';

export const domainKinds = ['named', 'open', 'negative'] as const;

const fields = {
  kind: choice({ options: domainKinds, required: 'kind-missing' }),
  ...domainFields,
  why: longText({ limit: { characters: 2_000, words: 'text-too-long' } }),
};

export const addDomainForm = defineForm(fields);

export const newDomainGiven = ({ kind, ...values }: ValuesOf<typeof fields>): NewDomain => ({
  kind,
  name: { en: values['name.en'], cy: values['name.cy'] },
  description: { en: values['description.en'] ?? '', cy: values['description.cy'] ?? '' },
});
