import { adultKinds, usualConsentOverTime, type ConsentOverTimeDesign } from '#contracts/shared/consent-over-time.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState, type ValuesOf } from '#web/forms/form.js';
import { wholeNumber } from '#web/forms/number-fields.js';
import { longText } from '#web/forms/text-fields.js';

const fields = {
  youngestAge: wholeNumber({ wrong: 'age-wrong', least: 1, most: 120 }),
  below: choice({ options: ['not-collected', 'with-adult'], required: 'below-missing' }),
  adults: choices({ options: adultKinds }),
  putOffMonths: wholeNumber({ required: 'put-off-missing', wrong: 'put-off-wrong', least: 1, most: 60 }),
  renewMonths: wholeNumber({ wrong: 'renew-wrong', least: 1, most: 120 }),
  beforePublic: choice({ options: ['yes', 'no'], required: 'public-missing' }),
  why: longText({ required: 'why-missing', limit: { characters: 2_000, words: 'text-too-long' } }),
};

export const reviseConsentOverTimeForm = defineForm(fields);

/** A programme that has said nothing of it yet is offered what is usual. */
export function consentOverTimeTyped({ consentOverTime = usualConsentOverTime }: ProgrammeDesign): FormState {
  const { youngestAge, below, adults, putOffMonths, renewMonths, beforePublic } = consentOverTime;
  return reviseConsentOverTimeForm.filled({
    youngestAge: youngestAge === null ? '' : String(youngestAge),
    below,
    adults,
    putOffMonths: String(putOffMonths),
    renewMonths: renewMonths === null ? '' : String(renewMonths),
    beforePublic: beforePublic ? 'yes' : 'no',
  });
}

export const consentOverTimeGiven = (values: ValuesOf<typeof fields>): ConsentOverTimeDesign => ({
  youngestAge: values.youngestAge ?? null,
  below: values.below,
  adults: [...values.adults],
  putOffMonths: values.putOffMonths,
  renewMonths: values.renewMonths ?? null,
  beforePublic: values.beforePublic === 'yes',
});
