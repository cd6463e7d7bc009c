import type { DomainDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState, type ValuesOf } from '#web/forms/form.js';
import { longText } from '#web/forms/text-fields.js';

import { domainFields } from '../../asking-about-domains/domain-asked.js';
import type { DomainRevised } from '../../domain/programme/events.js';

const fieldsOf = (periods: readonly string[]) => ({
  ...domainFields,
  firstPeriod: choice({ options: periods }),
  lastPeriod: choice({ options: periods }),
  why: longText({ required: 'why-missing', limit: { characters: 2_000, words: 'text-too-long' } }),
});

export const reviseDomainForm = ({ periods }: ProgrammeDesign) => defineForm(fieldsOf(periods.map(({ id }) => id)));

export const domainTyped = (
  { name, description, firstPeriod = '', lastPeriod = '' }: DomainDesign,
  design: ProgrammeDesign,
): FormState =>
  reviseDomainForm(design).filled({
    'name.en': name.en,
    'name.cy': name.cy,
    'description.en': description.en,
    'description.cy': description.cy,
    ...{ firstPeriod, lastPeriod },
  });

export const domainGiven = ({
  firstPeriod,
  lastPeriod,
  ...values
}: ValuesOf<ReturnType<typeof fieldsOf>>): DomainRevised['data']['about'] => ({
  name: { en: values['name.en'], cy: values['name.cy'] },
  description: { en: values['description.en'] ?? '', cy: values['description.cy'] ?? '' },
  ...(firstPeriod === undefined ? {} : { firstPeriod }),
  ...(lastPeriod === undefined ? {} : { lastPeriod }),
});
