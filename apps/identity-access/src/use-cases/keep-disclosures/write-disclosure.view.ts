import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { seeDisclosures } from '../../addresses.js';
import { disclosureBases, disclosureKinds, disclosureOutcomes } from '../../domain/disclosure/disclosure.js';
import { identityAccessErrors } from '../../errors.js';
import type { DisclosureSeen } from './disclosure-register.js';
import { writeDisclosureForm } from './write-disclosure.form.js';

/** The form of a new entry, or of one that stands. */
export function writeDisclosureView(
  seen: DisclosureSeen | undefined,
  state: FormState,
  version: string,
  isSaved: boolean,
  words: Words,
) {
  const { language } = words;
  const { errors, fields } = showForm(writeDisclosureForm, state, words, identityAccessErrors);
  const label = (key: string) => ({ label: { text: words(key), size: 'm' } });
  const radios = (key: 'kind' | 'basis' | 'outcome', values: readonly string[]) => {
    const { value: chosen, ...field } = fields[key];
    return macroParams({
      ...field,
      fieldset: { legend: { text: words(key), size: 'm' } },
      items: values.map((value) => ({ value, text: words(`${key}-${value}`), checked: value === chosen })),
    });
  };
  const day = (key: 'receivedOn' | 'answeredOn', name: string) =>
    macroParams({ ...fields[key], ...label(name), type: 'date', classes: 'nhsuk-input--width-10' });
  const long = (key: 'what' | 'given' | 'why') =>
    macroParams({ ...fields[key], ...label(key), hint: { text: words('sealed-hint') }, rows: 5 });
  return {
    title: words(seen === undefined ? 'heading-new' : 'heading'),
    backLink: seeDisclosures.to({ language }),
    errors,
    heading: words(seen === undefined ? 'heading-new' : 'heading'),
    saved: isSaved ? macroParams({ titleText: words('saved-title'), text: words('saved'), type: 'success' }) : null,
    clock: seen === undefined ? words('clock-new') : clockSaid(seen, words),
    version,
    kind: radios('kind', disclosureKinds),
    who: macroParams({ ...fields.who, ...label('who'), hint: { text: words('sealed-hint') } }),
    what: long('what'),
    basis: radios('basis', disclosureBases),
    receivedOn: day('receivedOn', 'received'),
    bankHolidays: macroParams({
      ...fields.bankHolidays,
      ...label('holidays'),
      ...{ hint: { text: words('holidays-hint') }, inputmode: 'numeric', classes: 'nhsuk-input--width-2' },
    }),
    outcome: radios('outcome', disclosureOutcomes),
    answeredOn: day('answeredOn', 'answered'),
    decidedBy: macroParams({ ...fields.decidedBy, ...label('decided-by'), hint: { text: words('decided-by-hint') } }),
    given: long('given'),
    why: long('why'),
    send: words('send'),
  };
}

export function clockSaid({ facts, dueOn, isOverdue }: DisclosureSeen, words: Words): string {
  const write = (day: string): string => writeDate(words.language, day);
  if (facts.outcome !== 'open') {
    return words('clock-answered', { date: write(facts.answeredOn ?? facts.receivedOn) });
  }
  if (dueOn === null) return words('clock-none');
  return words(isOverdue ? 'clock-overdue' : 'clock-due', { date: write(dueOn) });
}
