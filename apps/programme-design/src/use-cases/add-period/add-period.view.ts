import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { seeProgramme } from '../../addresses.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import { lookBacks } from '../../programme-parts/look-backs.js';
import { addPeriodForm } from './add-period.form.js';

/** A new period begins with the question of the last one, or of the programme. */
export function nextPeriodOf({ periods, prompt }: ProgrammeDesign): FormState {
  const last = [...periods].sort((a, b) => (a.closes < b.closes ? 1 : -1))[0];
  const { lookBack, question } = last?.prompt ?? prompt;
  return addPeriodForm.filled({ lookBack, 'question.en': question.en, 'question.cy': question.cy });
}

export function addPeriodView({ id, design }: ProgrammeDocument, state: FormState, words: Words) {
  const { language } = words;
  const { errors, fields } = showForm(addPeriodForm, state, words, programmeDesignErrors);
  const inWelsh = { lang: 'cy' };
  const inEnglish = { lang: 'en' };
  return {
    title: words('heading'),
    backLink: seeProgramme.to({ language, programme: id }),
    errors,
    programme: design.name[language],
    heading: words('heading'),
    explanation: words('explanation'),
    nameLegend: words('name'),
    nameEn: macroParams({
      ...fields['name.en'],
      label: { text: words('name-en') },
      hint: { text: words('name-en-hint') },
      attributes: inEnglish,
    }),
    nameCy: macroParams({
      ...fields['name.cy'],
      label: { text: words('name-cy') },
      hint: { text: words('name-cy-hint') },
      attributes: inWelsh,
    }),
    opens: macroParams({
      ...fields.opens,
      fieldset: { legend: { text: words('opens'), size: 'm' } },
      hint: { text: words('date-hint') },
    }),
    closes: macroParams({
      ...fields.closes,
      fieldset: { legend: { text: words('closes'), size: 'm' } },
      hint: { text: words('date-hint') },
    }),
    questionLegend: words('question'),
    questionHint: words('question-hint'),
    lookBack: macroParams({
      ...fields.lookBack,
      id: 'lookBack',
      label: { text: words('look-back') },
      items: [
        { value: '', text: words('choose') },
        ...lookBacks.map((value) => ({ value, text: words(`look-back-${value}`) })),
      ],
    }),
    questionEn: macroParams({
      ...fields['question.en'],
      label: { text: words('question-en') },
      attributes: { ...fields['question.en'].attributes, ...inEnglish },
      rows: 4,
    }),
    questionCy: macroParams({
      ...fields['question.cy'],
      label: { text: words('question-cy') },
      attributes: { ...fields['question.cy'].attributes, ...inWelsh },
      rows: 4,
    }),
    why: macroParams({ ...fields.why, label: { text: words('why') }, hint: { text: words('why-hint') }, rows: 2 }),
    confirmed: macroParams({
      ...fields.confirmed,
      fieldset: { legend: { text: words('before'), size: 's' } },
      items: [{ value: 'yes', text: words('confirm') }],
    }),
    send: words('send'),
  };
}
