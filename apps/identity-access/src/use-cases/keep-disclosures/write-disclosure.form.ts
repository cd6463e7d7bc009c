import { isCalendarDay } from '#contracts/shared/calendar-day.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState, type ValuesOf } from '#web/forms/form.js';
import type { Field } from '#web/forms/field.js';
import { wholeNumber } from '#web/forms/number-fields.js';
import { longText, text, type TextParams } from '#web/forms/text-fields.js';

import {
  disclosureBases,
  disclosureKinds,
  disclosureOutcomes,
  type DisclosureFacts,
  type DisclosureWords,
} from '../../domain/disclosure/disclosure.js';
import type { DisclosureSeen } from './disclosure-register.js';

const limit = { characters: 20_000, words: 'text-too-long' };
const short = { characters: 2_000, words: 'text-too-long' };

/** As the browser’s own input for a day gives it. */
function day(required?: string): Field<string | undefined, TextParams> {
  const typedText = text();
  return {
    ...typedText,
    check: (typed) => {
      const said = typeof typed === 'string' ? typed : '';
      if (said === '') return required === undefined ? { value: undefined } : { wrong: { words: required } };
      return isCalendarDay(said) ? { value: said } : { wrong: { words: 'day-wrong' } };
    },
  };
}

const fields = {
  kind: choice({ options: disclosureKinds, required: 'kind-missing' }),
  who: text({ required: 'who-missing', limit: short }),
  what: longText({ required: 'what-missing', limit }),
  basis: choice({ options: disclosureBases, required: 'basis-missing' }),
  receivedOn: day('received-missing'),
  bankHolidays: wholeNumber({ wrong: 'holidays-wrong', least: 0, most: 20 }),
  outcome: choice({ options: disclosureOutcomes, required: 'outcome-missing' }),
  answeredOn: day(),
  decidedBy: text({ limit: short }),
  given: longText({ limit }),
  why: longText({ limit }),
};

export const writeDisclosureForm = defineForm(fields);

export const disclosureTyped = ({ facts, words }: DisclosureSeen): FormState =>
  writeDisclosureForm.filled({
    ...{ kind: facts.kind, basis: facts.basis, receivedOn: facts.receivedOn, outcome: facts.outcome },
    ...{ bankHolidays: String(facts.bankHolidays), answeredOn: facts.answeredOn ?? '' },
    ...{ who: words?.who ?? '', what: words?.what ?? '', given: words?.given ?? '' },
    ...{ decidedBy: words?.decidedBy ?? '', why: words?.why ?? '' },
  });

export function disclosureGiven(values: ValuesOf<typeof fields>): {
  readonly given: DisclosureFacts;
  readonly words: DisclosureWords;
} {
  const { kind, basis, receivedOn = '', bankHolidays = 0, outcome, answeredOn = null } = values;
  const { who, what, given = '', decidedBy = '', why = '' } = values;
  return {
    given: { kind, basis, receivedOn, bankHolidays, outcome, answeredOn },
    words: { who, what, given, decidedBy, why },
  };
}
