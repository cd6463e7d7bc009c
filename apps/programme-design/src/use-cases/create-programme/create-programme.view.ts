import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { seeProgrammes } from '../../addresses.js';
import { aboutAskedWords, aboutQuestions } from '../../asking-about-programmes/about-asked.js';
import { programmeDesignErrors } from '../../errors.js';
import { createProgrammeForm } from './create-programme.form.js';

export function createProgrammeView(state: FormState, words: Words) {
  const { language } = words;
  const asked = aboutAskedWords[language];
  const { errors, fields } = showForm(createProgrammeForm, state, asked, programmeDesignErrors);
  return {
    title: words('heading'),
    backLink: seeProgrammes.to({ language }),
    errors,
    heading: words('heading'),
    explanation: words('explanation'),
    bothLanguages: words('both-languages'),
    asked: aboutQuestions(fields, asked),
    extent: macroParams({
      ...fields.extent,
      fieldset: { legend: { text: words('extent'), size: 'm' } },
      items: (['light', 'whole'] as const).map((value) => ({
        value,
        text: words(value),
        hint: { text: words(`${value}-hint`) },
      })),
    }),
    extras: macroParams({
      ...fields.extras,
      fieldset: { legend: { text: words('extras'), size: 'm' } },
      items: (['lessons', 'guides', 'pilot'] as const).map((value) => ({
        value,
        text: words(value),
        hint: { text: words(`${value}-hint`) },
      })),
    }),
    whatYouGet: {
      heading: words('what-you-get'),
      lines: [words('get-question'), words('get-rules'), words('get-consent')],
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
