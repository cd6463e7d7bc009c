import type { PeriodDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { longText } from '#web/forms/text-fields.js';
import { dateTyped } from '#web/forms/typed-text.js';

import { periodFields, promptTyped } from '../../asking-in-periods/period-asked.js';

export const revisePeriodForm = defineForm({
  ...periodFields,
  why: longText({ required: 'why-missing', limit: { characters: 2_000, words: 'text-too-long' } }),
});

/** A period that asks no question of its own asks the programme’s. */
export const periodTyped = ({ name, opens, closes, prompt }: PeriodDesign, programme: ProgrammeDesign): FormState =>
  revisePeriodForm.filled({
    'name.en': name.en,
    'name.cy': name.cy,
    opens: dateTyped(opens),
    closes: dateTyped(closes),
    ...promptTyped(prompt ?? programme.prompt),
  });
