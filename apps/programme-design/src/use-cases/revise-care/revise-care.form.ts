import type { CareDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { defineForm, type FormState, type ValuesOf } from '#web/forms/form.js';
import { wholeNumber } from '#web/forms/number-fields.js';
import { longText } from '#web/forms/text-fields.js';

import { usualCare } from '../../domain/programme/care.js';

/** Words are typed one on a line: 200 of 60 characters. */
const listLimit = { characters: 12_200, words: 'list-too-long' };

const fields = {
  waitingDays: wholeNumber({ required: 'waiting-missing', wrong: 'waiting-wrong', least: 0, most: 90 }),
  'words.en': longText({ limit: listLimit }),
  'words.cy': longText({ limit: listLimit }),
  keepMonths: wholeNumber({ wrong: 'kept-wrong', least: 1, most: 600 }),
  why: longText({ required: 'why-missing', limit: { characters: 2_000, words: 'text-too-long' } }),
};

export const reviseCareForm = defineForm(fields);

/** A programme that has said nothing of it yet is offered what is usual. */
export function careTyped({ care = usualCare }: ProgrammeDesign): FormState {
  return reviseCareForm.filled({
    waitingDays: String(care.waitingDays),
    'words.en': care.words.en.join('\n'),
    'words.cy': care.words.cy.join('\n'),
    keepMonths: care.keepMonths === null ? '' : String(care.keepMonths),
  });
}

export const careGiven = (values: ValuesOf<typeof fields>): CareDesign => ({
  waitingDays: values.waitingDays,
  words: { en: linesOf(values['words.en']), cy: linesOf(values['words.cy']) },
  keepMonths: values.keepMonths ?? null,
});

const linesOf = (typed = ''): string[] => {
  const lines = typed.split('\n').map((line) => line.trim().replace(/\s+/g, ' ').slice(0, 60));
  return [...new Set(lines.filter((line) => /[\p{L}\p{N}]/u.test(line)))].slice(0, 200);
};
