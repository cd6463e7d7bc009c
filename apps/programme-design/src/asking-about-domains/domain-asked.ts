import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { ChoiceParams } from '#web/forms/choice-fields.js';
import type { ParamsOf } from '#web/forms/show-form.js';
import { longText, text } from '#web/forms/text-fields.js';
import type { Language } from '#web/language.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords, type Words } from '#web/words/words.js';

import { bilingualPair } from '../bilingual-pair.js';

export const domainTemplate = pageTemplate(import.meta.url, 'domain-asked.njk');
export const domainAskedWords = loadWords(import.meta.url, 'domain-asked');

const nameLimit = { characters: 200, words: 'name-too-long' };
const textLimit = { characters: 5_000, words: 'text-too-long' };

/** What is asked of a domain, whether it is new or changed. */
export const domainFields = {
  'name.en': text({ required: 'name-en-missing', limit: nameLimit }),
  'name.cy': text({ required: 'name-cy-missing', limit: nameLimit }),
  'description.en': longText({ limit: textLimit }),
  'description.cy': longText({ limit: textLimit }),
};

/** `words` are those of `domainAskedWords`. */
export const domainQuestions = (fields: ParamsOf<typeof domainFields>, words: Words) => ({
  name: bilingualPair('name', fields['name.en'], fields['name.cy'], words),
  description: bilingualPair('description', fields['description.en'], fields['description.cy'], words, 3),
});

/** In the order of their opening. */
export const periodItems = ({ periods }: Pick<ProgrammeDesign, 'periods'>, language: Language) =>
  [...periods]
    .sort((one, other) => (one.opens < other.opens ? -1 : 1))
    .map(({ id, name }) => ({ value: id, text: name[language] }));

/** `words` are those of `domainAskedWords`. */
export const firstPeriodQuestion = (field: ChoiceParams, design: Pick<ProgrammeDesign, 'periods'>, words: Words) =>
  macroParams({
    ...field,
    id: 'firstPeriod',
    label: { text: words('first'), size: 'm' },
    items: [{ value: '', text: words('from-the-start') }, ...periodItems(design, words.language)],
  });
