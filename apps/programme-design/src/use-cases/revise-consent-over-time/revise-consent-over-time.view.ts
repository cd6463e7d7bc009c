import { adultKinds } from '#contracts/shared/consent-over-time.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { aroundPart, whyAsked } from '../../around-part.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { reviseConsentOverTimeForm } from './revise-consent-over-time.form.js';

export function reviseConsentOverTimeView(
  found: ProgrammeDocument,
  state: FormState,
  version: VersionShown,
  words: Words,
) {
  const { errors, fields } = showForm(reviseConsentOverTimeForm, state, words, programmeDesignErrors);
  const number = (key: 'youngestAge' | 'putOffMonths' | 'renewMonths', name: string) =>
    macroParams({
      ...fields[key],
      inputmode: 'numeric',
      classes: 'nhsuk-input--width-4',
      label: { text: words(name), size: 'm' },
      hint: { text: words(`${name}-hint`) },
    });
  const fieldset = (name: string) => ({ legend: { text: words(name), size: 'm' } });
  return {
    ...aroundPart(found, words),
    errors,
    explanation: words('explanation'),
    version,
    age: number('youngestAge', 'age'),
    below: macroParams({
      ...fields.below,
      fieldset: fieldset('below'),
      items: ['not-collected', 'with-adult'].map((value) => ({ value, text: words(`below-${value}`) })),
    }),
    adults: macroParams({
      ...fields.adults,
      fieldset: fieldset('adults'),
      hint: { text: words('adults-hint') },
      items: adultKinds.map((value) => ({ value, text: words(`adult-${value}`) })),
    }),
    putOff: number('putOffMonths', 'put-off'),
    beforePublic: macroParams({
      ...fields.beforePublic,
      fieldset: fieldset('public'),
      hint: { text: words('public-hint') },
      items: ['yes', 'no'].map((value) => ({ value, text: words(`public-${value}`) })),
    }),
    renew: number('renewMonths', 'renew'),
    why: whyAsked(fields.why, words),
  };
}
