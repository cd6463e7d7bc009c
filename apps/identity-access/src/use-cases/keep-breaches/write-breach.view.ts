import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDateAndTime } from '#web/written.js';

import { seeBreaches } from '../../addresses.js';
import { breachKinds, breachRisks, regulatorStates } from '../../domain/breach/breach.js';
import { identityAccessErrors } from '../../errors.js';
import type { BreachSeen } from './breach-register.js';
import { writeBreachForm } from './write-breach.form.js';

/** The form of a new entry, or of one that stands. */
export function writeBreachView(
  seen: BreachSeen | undefined,
  state: FormState,
  version: string,
  isSaved: boolean,
  words: Words,
) {
  const { language } = words;
  const { errors, fields } = showForm(writeBreachForm, state, words, identityAccessErrors);
  const legend = (key: string) => ({ legend: { text: words(key), size: 'm' } });
  const label = (key: string) => ({ label: { text: words(key), size: 'm' } });
  const { values: kindsChosen, ...kinds } = fields.kinds;
  const { value: riskChosen, ...risk } = fields.risk;
  const { value: regulatorChosen, ...regulator } = fields.regulator;
  const { values: closedChosen, ...closed } = fields.closed;
  const item = (key: string, value: string, isChosen: boolean) => ({
    ...{ value, text: words(`${key}-${value}`), checked: isChosen },
  });
  const time = (key: 'foundAt' | 'regulatorToldAt' | 'peopleToldAt', name: string) =>
    macroParams({ ...fields[key], ...label(name), type: 'datetime-local', classes: 'nhsuk-input--width-20' });
  const long = (key: 'what' | 'whyNotTold' | 'measures', name: string, rows: number) =>
    macroParams({ ...fields[key], ...label(name), hint: { text: words(`${name}-hint`) }, rows });
  return {
    title: words(seen === undefined ? 'heading-new' : 'heading'),
    backLink: seeBreaches.to({ language }),
    errors,
    heading: words(seen === undefined ? 'heading-new' : 'heading'),
    saved: isSaved ? macroParams({ titleText: words('saved-title'), text: words('saved'), type: 'success' }) : null,
    clock: seen === undefined ? [words('clock-new')] : clockLines(seen, words),
    version,
    what: long('what', 'what', 6),
    foundAt: time('foundAt', 'found'),
    people: macroParams({
      ...fields.people,
      ...label('people'),
      ...{ hint: { text: words('people-hint') }, inputmode: 'numeric', classes: 'nhsuk-input--width-5' },
    }),
    kinds: macroParams({
      ...kinds,
      fieldset: legend('kinds'),
      items: breachKinds.map((value) => item('kind', value, kindsChosen.includes(value))),
    }),
    risk: macroParams({
      ...risk,
      fieldset: legend('risk'),
      hint: { text: words('risk-hint') },
      items: breachRisks.map((value) => item('risk', value, value === riskChosen)),
    }),
    regulator: macroParams({
      ...regulator,
      fieldset: legend('regulator'),
      items: regulatorStates.map((value) => item('regulator', value, value === regulatorChosen)),
    }),
    regulatorToldAt: time('regulatorToldAt', 'regulator-told-at'),
    whyNotTold: long('whyNotTold', 'why-not-told', 3),
    peopleToldAt: time('peopleToldAt', 'people-told-at'),
    measures: long('measures', 'measures', 6),
    closed: macroParams({
      ...closed,
      fieldset: { legend: { text: words('closing'), classes: 'nhsuk-u-visually-hidden' } },
      items: [item('closed', 'yes', closedChosen.includes('yes'))],
    }),
    send: words('send'),
  };
}

function clockLines({ clock, facts }: BreachSeen, words: Words): readonly string[] {
  return [
    ...(clock.state === 'overdue' ? [] : [words('clock-due', { when: written(clock.dueAt, words) })]),
    clockSaid(clock, words),
    ...(facts.closedAt === null ? [] : [words('closed-at', { when: written(facts.closedAt, words) })]),
  ];
}

const written = (at: string, { language }: Words): string => writeDateAndTime(language, new Date(at));

export function clockSaid({ state, hours, dueAt }: BreachSeen['clock'], words: Words): string {
  if (state === 'running') return words('clock-running', { n: hours });
  return state === 'overdue' ? words('clock-overdue', { when: written(dueAt, words) }) : words(`clock-${state}`);
}
