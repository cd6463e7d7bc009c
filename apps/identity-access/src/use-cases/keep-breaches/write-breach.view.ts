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
  const write = (at: string): string => writeDateAndTime(words.language, new Date(at));
  return [
    words('clock-due', { when: write(clock.dueAt) }),
    clockSaid(clock, words),
    ...(facts.closedAt === null ? [] : [words('closed-at', { when: write(facts.closedAt) })]),
  ];
}

export const clockSaid = ({ state, hours }: BreachSeen['clock'], words: Words): string =>
  state === 'running' || state === 'overdue' ? words(`clock-${state}`, { n: hours }) : words(`clock-${state}`);
