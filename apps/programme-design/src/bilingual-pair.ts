import type { LongTextParams, TextParams } from '#web/forms/text-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

/** One question that is answered in both languages: two boxes under one legend. */
export function bilingualPair(
  key: string,
  en: TextParams & Partial<LongTextParams>,
  cy: TextParams & Partial<LongTextParams>,
  words: Words,
  rows = 1,
) {
  const box = (params: typeof en, lang: 'en' | 'cy') =>
    macroParams({
      ...params,
      label: { text: words(`${key}-${lang}`) },
      attributes: { ...params.attributes, lang },
      rows,
    });
  return { legend: words(key), isLong: rows > 1, en: box(en, 'en'), cy: box(cy, 'cy') };
}
