import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { choices } from '#web/forms/choice-fields.js';
import type { ValuesOf } from '#web/forms/form.js';
import type { ParamsOf } from '#web/forms/show-form.js';
import { longText, text } from '#web/forms/text-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { loadWords, type Words } from '#web/words/words.js';

import { bilingualPair } from '../bilingual-pair.js';

/** With what both forms say of a mistake, also in the questions that one of them asks alone. */
export const aboutAskedWords = loadWords(import.meta.url, 'about-asked');

const nameLimit = { characters: 200, words: 'name-too-long' };
const textLimit = { characters: 5_000, words: 'text-too-long' };

/** What is asked of a programme, whether it is new or changed. */
export const aboutFields = {
  'name.en': text({ required: 'name-en-missing', limit: nameLimit }),
  'name.cy': text({ required: 'name-cy-missing', limit: nameLimit }),
  'purpose.en': longText({ required: 'purpose-en-missing', limit: textLimit }),
  'purpose.cy': longText({ required: 'purpose-cy-missing', limit: textLimit }),
  'runBy.en': text({ required: 'run-by-en-missing', limit: nameLimit }),
  'runBy.cy': text({ required: 'run-by-cy-missing', limit: nameLimit }),
  languages: choices({ options: ['en', 'cy'], required: 'languages-missing' }),
};

type About = Pick<ProgrammeDesign, 'name' | 'purpose' | 'runBy' | 'languages'>;

export const aboutAnswered = (values: ValuesOf<typeof aboutFields>): About => ({
  name: { en: values['name.en'], cy: values['name.cy'] },
  purpose: { en: values['purpose.en'], cy: values['purpose.cy'] },
  runBy: { en: values['runBy.en'], cy: values['runBy.cy'] },
  languages: [...values.languages],
});

/** `words` are those of `aboutAskedWords`. */
export const aboutQuestions = (fields: ParamsOf<typeof aboutFields>, words: Words) => ({
  name: bilingualPair('name', fields['name.en'], fields['name.cy'], words),
  purpose: bilingualPair('purpose', fields['purpose.en'], fields['purpose.cy'], words, 3),
  purposeHint: words('purpose-hint'),
  runBy: bilingualPair('run-by', fields['runBy.en'], fields['runBy.cy'], words),
  languages: macroParams({
    ...fields.languages,
    fieldset: { legend: { text: words('languages'), size: 'm' } },
    hint: { text: words('languages-hint') },
    items: (['en', 'cy'] as const).map((value) => ({ value, text: words(`language-${value}`) })),
  }),
});
