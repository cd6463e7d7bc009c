import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import type { Words } from '#web/words/words.js';

import { aroundPart, whyAsked } from '../../around-part.js';
import { bilingualPair } from '../../bilingual-pair.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { reviseConsentWordingForm } from './revise-consent-wording.form.js';

export function reviseConsentWordingView(
  found: ProgrammeDocument,
  state: FormState,
  version: VersionShown,
  words: Words,
) {
  const { design } = found;
  const { errors, fields } = showForm(reviseConsentWordingForm, state, words, programmeDesignErrors);
  return {
    ...aroundPart(found, words),
    errors,
    explanation: words('explanation'),
    next: words('next-version', { next: design.consentWording.version + 1 }),
    version,
    sentences: [
      bilingualPair('panel', fields['panel.en'], fields['panel.cy'], words, 2),
      bilingualPair('organisation', fields['organisation.en'], fields['organisation.cy'], words, 2),
      bilingualPair('partner', fields['partner.en'], fields['partner.cy'], words, 2),
      bilingualPair('public', fields['public.en'], fields['public.cy'], words, 2),
      bilingualPair('named', fields['named.en'], fields['named.cy'], words, 2),
    ],
    why: whyAsked(fields.why, words),
  };
}
