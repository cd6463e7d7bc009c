import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { seeProgrammes } from '../../addresses.js';
import { programmeDesignErrors } from '../../errors.js';
import { createProgrammeForm } from './create-programme.form.js';

export function createProgrammeView(state: FormState, words: Words) {
  const { language } = words;
  const { errors, fields } = showForm(createProgrammeForm, state, words, programmeDesignErrors);
  const inWelsh = { lang: 'cy' };
  const inEnglish = { lang: 'en' };
  return {
    title: words('heading'),
    backLink: seeProgrammes.to({ language }),
    errors,
    heading: words('heading'),
    explanation: words('explanation'),
    bothLanguages: words('both-languages'),
    nameLegend: words('name'),
    nameEn: macroParams({ ...fields['name.en'], label: { text: words('name-en') }, attributes: inEnglish }),
    nameCy: macroParams({ ...fields['name.cy'], label: { text: words('name-cy') }, attributes: inWelsh }),
    purposeLegend: words('purpose'),
    purposeHint: words('purpose-hint'),
    purposeEn: macroParams({
      ...fields['purpose.en'],
      label: { text: words('purpose-en') },
      attributes: { ...fields['purpose.en'].attributes, ...inEnglish },
      rows: 3,
    }),
    purposeCy: macroParams({
      ...fields['purpose.cy'],
      label: { text: words('purpose-cy') },
      attributes: { ...fields['purpose.cy'].attributes, ...inWelsh },
      rows: 3,
    }),
    runByLegend: words('run-by'),
    runByEn: macroParams({ ...fields['runBy.en'], label: { text: words('run-by-en') }, attributes: inEnglish }),
    runByCy: macroParams({ ...fields['runBy.cy'], label: { text: words('run-by-cy') }, attributes: inWelsh }),
    languages: macroParams({
      ...fields.languages,
      fieldset: { legend: { text: words('languages'), size: 'm' } },
      hint: { text: words('languages-hint') },
      items: (['en', 'cy'] as const).map((value) => ({ value, text: words(`language-${value}`) })),
    }),
    extras: macroParams({
      ...fields.extras,
      fieldset: { legend: { text: words('extras'), size: 'm' } },
      items: (['lessons', 'pilot'] as const).map((value) => ({
        value,
        text: words(value),
        hint: { text: words(`${value}-hint`) },
      })),
    }),
    whatYouGet: {
      heading: words('what-you-get'),
      lines: [words('get-question'), words('get-panel'), words('get-rules'), words('get-consent')],
      after: words('get-after'),
    },
    confirmed: macroParams({
      ...fields.confirmed,
      fieldset: { legend: { text: words('before'), size: 's' } },
      items: [{ value: 'yes', text: words('confirm') }],
    }),
    send: words('send'),
  };
}
