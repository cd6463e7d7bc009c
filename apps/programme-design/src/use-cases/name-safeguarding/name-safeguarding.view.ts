import { seePeople } from '#contracts/identity-access/addresses.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { aroundPart, whyAsked } from '../../around-part.js';
import { bilingualPair } from '../../bilingual-pair.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import type { NameSafeguardingForm } from './name-safeguarding.form.js';
import type { StaffMember } from '../../staff-of-programme.js';

export function nameSafeguardingView(
  found: ProgrammeDocument,
  staff: readonly StaffMember[],
  form: NameSafeguardingForm,
  state: FormState,
  version: VersionShown,
  words: Words,
) {
  const { language } = words;
  const { errors, fields } = showForm(form, state, words, programmeDesignErrors);
  const person = (key: 'lead' | 'deputy') => {
    const { idPrefix, ...field } = fields[key];
    return macroParams({
      ...field,
      id: idPrefix,
      label: { text: words(key), size: 'm' },
      hint: { text: words(`${key}-hint`) },
      items: [{ value: '', text: words('choose') }, ...staff.map(({ person: value, name }) => ({ value, text: name }))],
    });
  };
  return {
    ...aroundPart(found, words),
    errors,
    explanation: words('explanation'),
    nobody: staff.length < 2 ? words('nobody') : '',
    seePeople: { text: words('see-people'), href: seePeople.to({ language }) },
    version,
    lead: person('lead'),
    deputy: person('deputy'),
    hours: bilingualPair('hours', fields['hours.en'], fields['hours.cy'], words),
    hoursHint: words('hours-hint'),
    why: whyAsked(fields.why, words),
  };
}
