import { defineForm, type FormState, type ValuesOf } from '#web/forms/form.js';
import { wholeNumber } from '#web/forms/number-fields.js';
import { text } from '#web/forms/text-fields.js';

import type { Figures, LineOfFigures, SourcedNumber } from '../../domain/who-was-asked/who-was-asked.js';

const number = wholeNumber({ wrong: 'number-wrong', least: 0, most: 10_000_000 });
const source = text({ limit: { characters: 300, words: 'source-too-long' } });

const fields = {
  group: text({ limit: { characters: 100, words: 'group-too-long' } }),
  supported: number,
  supportedSource: source,
  invited: number,
  invitedSource: source,
  declined: number,
  declinedSource: source,
  'not-able': number,
  'not-ableSource': source,
};

export const figuresForm = defineForm(fields);
export const limitForm = defineForm({
  atMost: wholeNumber({ required: 'limit-missing', wrong: 'limit-wrong', least: 1, most: 50 }),
});

export function figuresTyped(line: LineOfFigures | undefined): FormState {
  if (line === undefined) return figuresForm.empty;
  const { supported, invited, declined, 'not-able': notAble } = line.figures;
  const typed = (given: SourcedNumber | null) => (given === null ? '' : String(given.number));
  return figuresForm.filled({
    group: line.group ?? '',
    supported: typed(supported),
    supportedSource: supported?.source ?? '',
    invited: typed(invited),
    invitedSource: invited?.source ?? '',
    declined: typed(declined),
    declinedSource: declined?.source ?? '',
    'not-able': typed(notAble),
    'not-ableSource': notAble?.source ?? '',
  });
}

export function figuresGiven(values: ValuesOf<typeof fields>): Figures {
  const given = (of: number | undefined, from: string | undefined): SourcedNumber | null =>
    of === undefined ? null : { number: of, source: from ?? '' };
  return {
    supported: given(values.supported, values.supportedSource),
    invited: given(values.invited, values.invitedSource),
    declined: given(values.declined, values.declinedSource),
    'not-able': given(values['not-able'], values['not-ableSource']),
  };
}
