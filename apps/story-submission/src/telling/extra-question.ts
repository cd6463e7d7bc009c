import type { ExtraQuestionDesign } from '#contracts/shared/extra-questions.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { date, wholeNumber } from '#web/forms/number-fields.js';
import { longText } from '#web/forms/text-fields.js';
import { isTypedDate, listOf, textOf } from '#web/forms/typed-text.js';
import { macroParams } from '#web/rendering/strict-view.js';

import type { DraftQuestion, ExtraName } from '../domain/draft/events.js';
import { isExtraName } from '../domain/draft/events.js';
import { extraAsked, longestExtra, type ExtraSaid } from '../domain/extra/extra-answers.js';
import { asksForAge } from '../domain/over-time/circumstances.js';
import { asked, type Asked } from './asked.js';

/** The further question of this name that is asked now. */
export const extraNamed = (design: ProgrammeDesign, name: string): ExtraQuestionDesign | undefined =>
  extraAsked(design).find(({ id }) => id === name);

export const extraNames = (design: ProgrammeDesign): readonly ExtraName[] =>
  extraAsked(design)
    .map(({ id }) => id)
    .filter(isExtraName);

/** Whether it is asked in this programme now: a further question may have been asked no longer meanwhile. */
export const isAskedNow = (question: DraftQuestion, design: ProgrammeDesign): boolean =>
  isExtraName(question)
    ? extraNamed(design, question) !== undefined
    : question !== 'age' || asksForAge(design.consentOverTime);

const required = { required: 'extra-missing' };

/** One page of the journey, its one field called `answer`. */
export function askedExtra(question: ExtraQuestionDesign, language: 'en' | 'cy'): Asked {
  const { kind, options, least, most, isRequired } = question;
  const heading = question.wording[language];
  const label = { text: heading, classes: 'nhsuk-label--l', isPageHeading: true };
  const fieldset = { legend: { text: heading, classes: 'nhsuk-fieldset__legend--l', isPageHeading: true } };
  const hint = (more: string) => ({ text: [question.hint[language], more].filter((text) => text !== '').join(' ') });
  const need = isRequired ? required : {};
  const values = options.map(({ id }) => id);
  const items = options.map(({ id, name }) => ({ value: id, text: name[language] }));
  const show = (kindOfPart: 'textarea' | 'input' | 'radios' | 'checkboxes' | 'date', params: object) => ({
    heading: '',
    paragraphs: [],
    parts: [{ kind: kindOfPart, params }],
  });
  switch (kind) {
    case 'text': {
      const limit = { characters: longestExtra, words: 'extra-too-long' };
      const form = defineForm({ answer: longText({ ...need, limit }) });
      return asked(form, ({ answer }, words) =>
        show('textarea', macroParams({ ...answer, label, hint: hint(words('extra-readers')), rows: 6 })),
      );
    }
    case 'one':
      return asked(defineForm({ answer: choice({ ...need, options: values }) }), ({ answer }, words) =>
        show('radios', macroParams({ ...answer, fieldset, hint: hint(words('extra-readers')), items })),
      );
    case 'several':
      return asked(defineForm({ answer: choices({ ...need, options: values }) }), ({ answer }, words) =>
        show('checkboxes', macroParams({ ...answer, fieldset, hint: hint(words('extra-several')), items })),
      );
    case 'number': {
      const bounds = { ...(least === null ? {} : { least }), ...(most === null ? {} : { most }) };
      const wrong = `extra-number-${least === null ? '' : 'least'}${most === null ? '' : 'most'}`;
      return asked(defineForm({ answer: wholeNumber({ ...need, ...bounds, wrong }) }), ({ answer }, words) =>
        show(
          'input',
          macroParams({
            ...answer,
            label,
            hint: hint(words('extra-readers')),
            inputmode: 'numeric',
            classes: 'nhsuk-input--width-10',
          }),
        ),
      );
    }
    case 'date':
      return asked(defineForm({ answer: date({ ...need, wrong: 'extra-date-wrong' }) }), ({ answer }, words) =>
        show('date', macroParams({ ...answer, fieldset, hint: hint(words('extra-readers')) })),
      );
  }
}

/** What a page’s field holds, as an answer that can be judged. */
export function saidIn(typed: FormState['typed']): ExtraSaid {
  const { answer = '' } = typed;
  if (!isTypedDate(answer)) return typeof answer === 'string' ? textOf(answer) : listOf(answer);
  const { day, month, year } = answer;
  return day === '' && month === '' && year === '' ? '' : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** An answer of the API as the fields of the page. */
export function typedAs(question: ExtraQuestionDesign, said: ExtraSaid): Readonly<Record<string, ExtraSaid>> {
  if (question.kind !== 'date') return { answer: said };
  const [year = '', month = '', day = ''] = (typeof said === 'string' ? said : '').split('-');
  return { 'answer-day': day, 'answer-month': month, 'answer-year': year };
}
