import type { ProgrammeDesign, SafeguardingDesign } from '#contracts/shared/programme.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { longText, text } from '#web/forms/text-fields.js';

const hoursLimit = { characters: 200, words: 'hours-too-long' };

export const nameSafeguardingForm = (people: readonly string[]) =>
  defineForm({
    lead: choice({ options: people, required: 'lead-missing' }),
    deputy: choice({ options: people, required: 'deputy-missing' }),
    'hours.en': text({ required: 'hours-en-missing', limit: hoursLimit }),
    'hours.cy': text({ required: 'hours-cy-missing', limit: hoursLimit }),
    why: longText({ limit: { characters: 2_000, words: 'text-too-long' } }),
  });

export type NameSafeguardingForm = ReturnType<typeof nameSafeguardingForm>;
type Answers = Extract<ReturnType<NameSafeguardingForm['parse']>, { ok: true }>['values'];

export function safeguardingTyped(form: NameSafeguardingForm, { safeguarding }: ProgrammeDesign): FormState {
  if (safeguarding === undefined) return form.empty;
  const { lead, deputy, hours } = safeguarding;
  return form.filled({ lead, deputy, 'hours.en': hours.en, 'hours.cy': hours.cy });
}

export const safeguardingGiven = (values: Answers): SafeguardingDesign => ({
  lead: values.lead,
  deputy: values.deputy,
  hours: { en: values['hours.en'], cy: values['hours.cy'] },
});
