import { choice, choices } from '#web/forms/choice-fields.js';
import type { Field } from '#web/forms/field.js';
import { defineForm, type FormState, type ValuesOf } from '#web/forms/form.js';
import { wholeNumber } from '#web/forms/number-fields.js';
import { longText, text, type TextParams } from '#web/forms/text-fields.js';

import {
  breachKinds,
  breachRisks,
  regulatorStates,
  type BreachGiven,
  type BreachWords,
} from '../../domain/breach/breach.js';
import { instantOf, onTheWall } from '../../time-in-wales.js';
import type { BreachSeen } from './breach-register.js';

const limit = { characters: 20_000, words: 'text-too-long' };

/** A day and a time as a clock in Wales shows it; its value is the instant. */
function wallTime(required?: string): Field<string | undefined, TextParams> {
  const typedText = text();
  return {
    ...typedText,
    check: (typed) => {
      const shown = typeof typed === 'string' ? typed : '';
      if (shown === '') return required === undefined ? { value: undefined } : { wrong: { words: required } };
      const value = instantOf(shown);
      return value === undefined ? { wrong: { words: 'time-wrong' } } : { value };
    },
  };
}

const fields = {
  what: longText({ required: 'what-missing', limit }),
  foundAt: wallTime('found-missing'),
  people: wholeNumber({ wrong: 'people-wrong', least: 0 }),
  kinds: choices({ options: breachKinds }),
  risk: choice({ options: breachRisks, required: 'risk-missing' }),
  regulator: choice({ options: regulatorStates, required: 'regulator-missing' }),
  regulatorToldAt: wallTime(),
  whyNotTold: longText({ limit }),
  peopleToldAt: wallTime(),
  measures: longText({ limit }),
  closed: choices({ options: ['yes'] }),
};

export const writeBreachForm = defineForm(fields);

export const breachTyped = ({ facts, words }: BreachSeen): FormState =>
  writeBreachForm.filled({
    what: words?.what ?? '',
    foundAt: onTheWall(facts.foundAt),
    people: facts.people === null ? '' : String(facts.people),
    kinds: [...facts.kinds],
    risk: facts.risk,
    regulator: facts.regulator,
    regulatorToldAt: facts.regulatorToldAt === null ? '' : onTheWall(facts.regulatorToldAt),
    whyNotTold: words?.whyNotTold ?? '',
    peopleToldAt: facts.peopleToldAt === null ? '' : onTheWall(facts.peopleToldAt),
    measures: words?.measures ?? '',
    closed: facts.closedAt === null ? [] : ['yes'],
  });

export function breachGiven(values: ValuesOf<typeof fields>): {
  readonly given: Omit<BreachGiven, 'hasReason'>;
  readonly words: BreachWords;
} {
  const { what, foundAt = '', people, kinds, risk, regulator, closed } = values;
  const { regulatorToldAt, peopleToldAt, whyNotTold = '', measures = '' } = values;
  return {
    given: {
      ...{ foundAt, people: people ?? null, kinds, risk, regulator, isClosed: closed.includes('yes') },
      ...{ regulatorToldAt: regulatorToldAt ?? null, peopleToldAt: peopleToldAt ?? null },
    },
    words: { what, measures, whyNotTold },
  };
}
