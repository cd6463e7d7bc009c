import type { GuidesDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { defineForm, type FormState, type ValuesOf } from '#web/forms/form.js';
import { longText } from '#web/forms/text-fields.js';

import { guided } from '../../domain/programme/guides.js';

const guide = () => longText({ limit: { characters: 5_000, words: 'text-too-long' } });

const fields = {
  'tellers.en': guide(),
  'tellers.cy': guide(),
  'collectors.en': guide(),
  'collectors.cy': guide(),
  'members.en': guide(),
  'members.cy': guide(),
  'facilitators.en': guide(),
  'facilitators.cy': guide(),
  why: longText({ required: 'why-missing', limit: { characters: 2_000, words: 'text-too-long' } }),
};

export const reviseGuidesForm = defineForm(fields);

export const guidesTyped = ({ guides = {} }: ProgrammeDesign): FormState =>
  reviseGuidesForm.filled(
    Object.fromEntries(
      guided.flatMap((whom) => [
        [`${whom}.en`, guides[whom]?.en ?? ''],
        [`${whom}.cy`, guides[whom]?.cy ?? ''],
      ]),
    ),
  );

/** Left empty in both languages it is left out. */
export function guidesGiven(values: ValuesOf<typeof fields>): GuidesDesign {
  const given = guided.flatMap((whom) => {
    const [en = '', cy = ''] = [values[`${whom}.en`], values[`${whom}.cy`]];
    return en === '' && cy === '' ? [] : [[whom, { en, cy }] as const];
  });
  return Object.fromEntries(given);
}
