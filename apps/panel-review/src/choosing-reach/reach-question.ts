import { choices, type ChoicesParams } from '#web/forms/choice-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { loadWords } from '#web/words/words.js';

import { stepsBeyond, usualSteps } from '../domain/sitting/reach.js';

const allWords = loadWords(import.meta.url, 'reach');

/** Asked wherever somebody says why: who beside the panel may read it. */
export const reachField = () => choices({ options: stepsBeyond });

/** Ticked when the form is first shown: what was usual before anybody was asked. */
export const usualReachTyped = { reach: usualSteps } as const;

export function reachQuestion(params: ChoicesParams, language: 'en' | 'cy', legend: 'own' | 'group' = 'own') {
  const words = allWords[language];
  return macroParams({
    ...params,
    fieldset: { legend: { text: words(`legend-${legend}`), size: 'm' } },
    hint: { text: words(`hint-${legend}`) },
    items: stepsBeyond.map((value) => ({ value, text: words(value), hint: { text: words(`${value}-hint`) } })),
  });
}
