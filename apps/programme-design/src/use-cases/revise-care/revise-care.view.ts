import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { aroundPart, whyAsked } from '../../around-part.js';
import { bilingualPair } from '../../bilingual-pair.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { reviseCareForm } from './revise-care.form.js';

export function reviseCareView(found: ProgrammeDocument, state: FormState, version: VersionShown, words: Words) {
  const { errors, fields } = showForm(reviseCareForm, state, words, programmeDesignErrors);
  const numeric = { inputmode: 'numeric', classes: 'nhsuk-input--width-4' };
  const number = (key: 'waitingDays' | 'keepMonths', name: string) =>
    macroParams({
      ...fields[key],
      ...numeric,
      label: { text: words(name), size: 'm' },
      hint: { text: words(`${name}-hint`) },
    });
  return {
    ...aroundPart(found, words),
    errors,
    explanation: words('explanation'),
    version,
    waiting: number('waitingDays', 'waiting'),
    wordsHint: words('words-hint'),
    words: bilingualPair('words', fields['words.en'], fields['words.cy'], words, 6),
    kept: number('keepMonths', 'kept'),
    why: whyAsked(fields.why, words),
  };
}
