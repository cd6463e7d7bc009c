import type { ParamsOf } from '#web/forms/show-form.js';
import type { Language } from '#web/language.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { loadWords } from '#web/words/words.js';

import { linesOfPanels, organisationsOf, type PanelSeen } from './panels-seen.js';
import type { Part } from '../telling/asked.js';
import type { fieldsOfLeavingOut } from './leaving-out.js';

const allWords = loadWords(import.meta.url, 'parts-of-leaving-out');

/** Who is on the panels, and then who of them must not read it. */
export function partsOfLeavingOut(
  fields: ParamsOf<ReturnType<typeof fieldsOfLeavingOut>>,
  panels: readonly PanelSeen[],
  language: Language,
): readonly Part[] {
  const words = allWords[language];
  const organisations = organisationsOf(panels);
  const boxes = (
    params: (typeof fields)['outPanels'],
    label: string,
    options: readonly { readonly id: string; readonly name: Readonly<Record<Language, string>> }[],
  ): Part => ({
    kind: 'checkboxes',
    params: macroParams({
      ...params,
      fieldset: { legend: { text: words(label), classes: 'nhsuk-fieldset__legend--s' } },
      items: options.map(({ id, name }) => ({ value: id, text: name[language] })),
    }),
  });
  return [
    {
      kind: 'lines',
      params: macroParams({
        heading: words('who-is-on-them'),
        lines: linesOfPanels(panels, language),
        text: words('names-stay'),
      }),
    },
    {
      kind: 'lines',
      params: macroParams({ heading: words('someone'), lines: [], text: words('someone-text') }),
    },
    {
      kind: 'textarea',
      params: macroParams({
        ...fields.outPeople,
        label: { text: words('people'), classes: 'nhsuk-label--s' },
        hint: { text: words('people-hint') },
        rows: 3,
      }),
    },
    ...(panels.length === 0 ? [] : [boxes(fields.outPanels, 'panels', panels)]),
    // The one that runs it alone: whoever leaves that out leaves everybody out, and says so above.
    ...(organisations.length < 2 ? [] : [boxes(fields.outOrganisations, 'organisations', organisations)]),
  ];
}
