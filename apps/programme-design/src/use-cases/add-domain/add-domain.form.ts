import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type ValuesOf } from '#web/forms/form.js';
import { longText } from '#web/forms/text-fields.js';

import { domainFields } from '../../asking-about-domains/domain-asked.js';
import type { NewDomain } from '../../domain/programme/decide.js';

export const domainKinds = ['named', 'open', 'negative'] as const;

const fieldsOf = (periods: readonly string[]) => ({
  kind: choice({ options: domainKinds, required: 'kind-missing' }),
  ...domainFields,
  firstPeriod: choice({ options: periods }),
  why: longText({ limit: { characters: 2_000, words: 'text-too-long' } }),
});

export const addDomainForm = ({ periods }: ProgrammeDesign) => defineForm(fieldsOf(periods.map(({ id }) => id)));

export const newDomainGiven = ({ kind, firstPeriod, ...values }: ValuesOf<ReturnType<typeof fieldsOf>>): NewDomain => ({
  kind,
  name: { en: values['name.en'], cy: values['name.cy'] },
  description: { en: values['description.en'] ?? '', cy: values['description.cy'] ?? '' },
  ...(firstPeriod === undefined ? {} : { firstPeriod }),
});
