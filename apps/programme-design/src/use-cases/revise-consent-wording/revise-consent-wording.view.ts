import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { seeProgramme } from '../../addresses.js';
import { bilingualPair } from '../../bilingual-pair.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { reviseConsentWordingForm } from './revise-consent-wording.form.js';

export function reviseConsentWordingView(
  { id, design }: ProgrammeDocument,
  state: FormState,
  version: VersionShown,
  words: Words,
) {
  const { language } = words;
  const { errors, fields } = showForm(reviseConsentWordingForm, state, words, programmeDesignErrors);
  return {
    title: words('heading'),
    backLink: seeProgramme.to({ language, programme: id }),
    errors,
    programme: design.name[language],
    heading: words('heading'),
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
    why: macroParams({ ...fields.why, label: { text: words('why') }, hint: { text: words('why-hint') }, rows: 2 }),
    send: words('send'),
  };
}
