import { longText, text, type LongTextParams, type TextParams } from '#web/forms/text-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords, type Words } from '#web/words/words.js';

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

interface FieldsShown {
  readonly 'name.en': TextParams;
  readonly 'name.cy': TextParams;
  readonly 'description.en': LongTextParams;
  readonly 'description.cy': LongTextParams;
}

const inWelsh = { lang: 'cy' };
const inEnglish = { lang: 'en' };

/** `words` are those of `domainAskedWords`. */
export const domainQuestions = (fields: FieldsShown, words: Words) => ({
  nameLegend: words('name'),
  nameEn: macroParams({ ...fields['name.en'], label: { text: words('name-en') }, attributes: inEnglish }),
  nameCy: macroParams({ ...fields['name.cy'], label: { text: words('name-cy') }, attributes: inWelsh }),
  descriptionLegend: words('description'),
  descriptionEn: macroParams({
    ...fields['description.en'],
    label: { text: words('description-en') },
    attributes: { ...fields['description.en'].attributes, ...inEnglish },
    rows: 3,
  }),
  descriptionCy: macroParams({
    ...fields['description.cy'],
    label: { text: words('description-cy') },
    attributes: { ...fields['description.cy'].attributes, ...inWelsh },
    rows: 3,
  }),
});
