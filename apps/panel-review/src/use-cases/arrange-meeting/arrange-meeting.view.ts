import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { wholeNumber } from '#web/forms/number-fields.js';
import { showForm } from '#web/forms/show-form.js';
import { longText, text } from '#web/forms/text-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeList, writeNumber } from '#web/written.js';

import { seeMeeting } from '../../addresses.js';
import { membersPresent } from '../../domain/sitting/state.js';
import { panelReviewErrors } from '../../errors.js';
import { plainPounds, writePounds } from '../../money.js';
import type { ArrangementsSeen } from './arrangements-for.js';

const yesOrNo = ['yes', 'no'] as const;

export interface Named {
  readonly id: string;
  readonly name: string;
}

export const arrangementsForm = (members: readonly string[], helpers: readonly string[]) =>
  defineForm({
    groundRules: longText({ limit: { characters: 5_000, words: 'ground-rules-too-long' } }),
    livedExperience: wholeNumber({ wrong: 'lived-experience-wrong', least: 0, most: 500 }),
    speakLast: choices({ options: members }),
    coFacilitator: choice({ options: helpers }),
    payAnHour: text(),
    areExpensesPaid: choice({ options: yesOrNo, required: 'expenses-missing' }),
    breakAfter: wholeNumber({ wrong: 'break-wrong', least: 5, most: 600 }),
    isDebriefOffered: choice({ options: yesOrNo, required: 'debrief-missing' }),
  });

interface Asked {
  readonly helpers: readonly Named[];
  /** Undefined: nothing was sent yet. */
  readonly state: FormState | undefined;
}

export function arrangeMeetingView(seen: ArrangementsSeen, asked: Asked | null, words: Words) {
  const { language } = words;
  const { document, arrangements, order, people } = seen;
  const form = asked === null ? null : formView(seen, asked, words);
  return {
    title: words('heading'),
    backLink: seeMeeting.to({ language, sitting: document.id }),
    errors: form?.errors ?? [],
    heading: words('heading'),
    empty: arrangements === null ? words(asked === null ? 'nothing-yet' : 'nothing-yet-facilitator') : '',
    facts: arrangements === null ? null : factsOf(seen, words),
    orderHeading: words('order'),
    orderExplanation: words('order-explanation'),
    order: order.map(people),
    form: form?.fields ?? null,
  };
}

function factsOf({ arrangements, groundRules, people }: ArrangementsSeen, words: Words) {
  const { language } = words;
  if (arrangements === null) return macroParams({ rows: [] });
  const { livedExperience, coFacilitator, payAnHour, areExpensesPaid, breakAfter, isDebriefOffered, speakLast } =
    arrangements;
  const rules = arrangements.groundRules === null ? words('no-rules') : (groundRules ?? words('rules-gone'));
  const rows: readonly (readonly [string, string])[] = [
    [words('ground-rules'), rules],
    [words('lived-experience'), livedExperience === null ? words('not-said') : writeNumber(language, livedExperience)],
    [words('speak-last'), speakLast.length === 0 ? words('nobody') : writeList(language, speakLast.map(people))],
    [words('co-facilitator'), coFacilitator === null ? words('nobody') : people(coFacilitator)],
    [
      words('pay'),
      payAnHour === null ? words('not-paid') : words('an-hour', { pay: writePounds(language, payAnHour) }),
    ],
    [words('expenses'), words(areExpensesPaid ? 'yes' : 'no')],
    [words('break'), breakAfter === null ? words('no-break') : words('minutes', { n: breakAfter })],
    [words('debrief'), words(isDebriefOffered ? 'yes' : 'no')],
  ];
  return macroParams({ rows: rows.map(([key, value]) => ({ key: { text: key }, value: { text: value } })) });
}

function formView({ document, arrangements, groundRules, people }: ArrangementsSeen, asked: Asked, words: Words) {
  const members = membersPresent(document.state);
  const form = arrangementsForm(
    members,
    asked.helpers.map(({ id }) => id),
  );
  const number = (value: number | null | undefined): string =>
    value === null || value === undefined ? '' : String(value);
  const said = (value: boolean | undefined): string => (value === undefined ? '' : value ? 'yes' : 'no');
  const pay = arrangements?.payAnHour ?? null;
  const known = form.filled({
    groundRules: groundRules ?? '',
    livedExperience: number(arrangements?.livedExperience),
    speakLast: [...(arrangements?.speakLast ?? [])],
    coFacilitator: arrangements?.coFacilitator ?? '',
    payAnHour: pay === null ? '' : plainPounds(pay),
    areExpensesPaid: said(arrangements?.areExpensesPaid),
    breakAfter: number(arrangements?.breakAfter),
    isDebriefOffered: said(arrangements?.isDebriefOffered),
  });
  const { errors, fields } = showForm(form, asked.state ?? known, words, panelReviewErrors);
  const legend = (key: string) => ({ legend: { text: words(key), size: 's' } });
  const yes = yesOrNo.map((value) => ({ value, text: words(value) }));
  const few = { inputmode: 'numeric', width: 4 };
  return {
    errors,
    fields: {
      heading: words('record'),
      groundRules: macroParams({
        ...fields.groundRules,
        label: { text: words('ground-rules'), size: 's' },
        hint: { text: words('ground-rules-hint') },
        rows: 5,
      }),
      livedExperience: macroParams({
        ...{ ...fields.livedExperience, ...few },
        label: { text: words('lived-experience'), size: 's' },
        hint: { text: words('lived-experience-hint') },
      }),
      speakLast: macroParams({
        ...fields.speakLast,
        fieldset: legend('speak-last'),
        hint: { text: words('speak-last-hint') },
        items: members.map((value) => ({ value, text: people(value) })),
      }),
      coFacilitator: macroParams({
        ...fields.coFacilitator,
        id: 'coFacilitator',
        label: { text: words('co-facilitator'), size: 's' },
        items: [
          { value: '', text: words('nobody') },
          ...asked.helpers.map(({ id, name }) => ({ value: id, text: name })),
        ],
      }),
      payAnHour: macroParams({
        ...fields.payAnHour,
        label: { text: words('pay-an-hour'), size: 's' },
        hint: { text: words('pay-hint') },
        prefix: '£',
        width: 5,
      }),
      areExpensesPaid: macroParams({ ...fields.areExpensesPaid, fieldset: legend('expenses'), items: yes }),
      breakAfter: macroParams({
        ...{ ...fields.breakAfter, ...few },
        label: { text: words('break-after'), size: 's' },
      }),
      isDebriefOffered: macroParams({ ...fields.isDebriefOffered, fieldset: legend('debrief'), items: yes }),
      send: words('send'),
    },
  };
}
