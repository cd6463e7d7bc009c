import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { defineForm, type FormState, type ValuesOf } from '#web/forms/form.js';
import { longText } from '#web/forms/text-fields.js';

import type { Wording } from '../../domain/programme/revise.js';

const limit = { characters: 1_000, words: 'text-too-long' };
/** Each is asked for by its name: ten alike in a summary say nothing. */
const sentence = (name: string) => longText({ required: `${name}-missing`, limit });

const fields = {
  'panel.en': sentence('panel-en'),
  'panel.cy': sentence('panel-cy'),
  'organisation.en': sentence('organisation-en'),
  'organisation.cy': sentence('organisation-cy'),
  'partner.en': sentence('partner-en'),
  'partner.cy': sentence('partner-cy'),
  'public.en': sentence('public-en'),
  'public.cy': sentence('public-cy'),
  'named.en': sentence('named-en'),
  'named.cy': sentence('named-cy'),
  why: longText({ required: 'why-missing', limit: { characters: 2_000, words: 'text-too-long' } }),
};

export const reviseConsentWordingForm = defineForm(fields);

export function wordingTyped({ consentWording: { audiences, named } }: ProgrammeDesign): FormState {
  return reviseConsentWordingForm.filled({
    'panel.en': audiences.panel.en,
    'panel.cy': audiences.panel.cy,
    'organisation.en': audiences.organisation.en,
    'organisation.cy': audiences.organisation.cy,
    'partner.en': audiences.partner.en,
    'partner.cy': audiences.partner.cy,
    'public.en': audiences.public.en,
    'public.cy': audiences.public.cy,
    'named.en': named.en,
    'named.cy': named.cy,
  });
}

export const wordingGiven = (values: ValuesOf<typeof fields>): Wording => ({
  audiences: {
    panel: { en: values['panel.en'], cy: values['panel.cy'] },
    organisation: { en: values['organisation.en'], cy: values['organisation.cy'] },
    partner: { en: values['partner.en'], cy: values['partner.cy'] },
    public: { en: values['public.en'], cy: values['public.cy'] },
  },
  named: { en: values['named.en'], cy: values['named.cy'] },
});
