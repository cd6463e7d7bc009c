import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { ParamsOf } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { loadWords, type Words } from '#web/words/words.js';

import type { Part } from '../telling/asked.js';
import { promptOf } from '../telling/panels-said.js';
import { languageSaid, questionWords, storyLanguages } from '../telling/questions.js';
import { domainsOffered, openPeriods, type fieldsOfStory } from './bring-in.form.js';

const wordsOfStory = loadWords(import.meta.url, 'bring-in');

/** The questions that all ways of bringing a story in share. */
export function partsOfStory(
  fields: ParamsOf<ReturnType<typeof fieldsOfStory>>,
  design: ProgrammeDesign,
  { language }: Words,
): readonly Part[] {
  const words = wordsOfStory[language];
  const label = (key: string) => ({ label: { text: words(key), size: 's' } });
  const legend = (key: string) => ({ fieldset: { legend: { text: words(key), size: 's' } } });
  return [
    {
      kind: 'radios',
      params: macroParams({
        ...fields.period,
        ...legend('period'),
        items: openPeriods(design).map((period) => ({
          value: period.id,
          text: period.name[language],
          hint: { text: words('asked', { question: promptOf(design, period, language) }) },
        })),
      }),
    },
    {
      kind: 'radios',
      params: macroParams({
        ...fields.domain,
        ...legend('domain'),
        items: [
          ...domainsOffered(design).map(({ id, name }) => ({ value: id, text: name[language] })),
          { value: '', text: words('domain-none') },
        ],
      }),
    },
    {
      kind: 'radios',
      params: macroParams({
        ...fields.language,
        ...legend('language'),
        items: storyLanguages.map((value) => ({ value, text: languageSaid(value, questionWords[language]) })),
      }),
    },
    { kind: 'input', params: macroParams({ ...fields.title, ...label('story-title') }) },
    {
      kind: 'textarea',
      params: macroParams({
        ...fields.narrative,
        ...label('narrative'),
        hint: { text: words('narrative-hint') },
        rows: 12,
      }),
    },
    { kind: 'textarea', params: macroParams({ ...fields.whySignificant, ...label('why'), rows: 4 }) },
    { kind: 'input', params: macroParams({ ...fields.changeHappenedOn, ...label('change-happened') }) },
    { kind: 'input', params: macroParams({ ...fields.place, ...label('place') }) },
  ];
}
