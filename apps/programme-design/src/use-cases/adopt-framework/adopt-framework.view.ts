import type { ThemeDesign } from '#contracts/programme-design/framework-adopted.v1.js';
import { seeProgramme } from '#contracts/programme-design/addresses.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { frameworkApi, frameworkCsvApi } from '../../addresses.js';
import { programmeDesignErrors } from '../../errors.js';
import type { FrameworkSeen } from '../see-framework/see-framework.query.js';
import { adoptFrameworkForm } from './adopt-framework.form.js';

interface Shown {
  readonly design: ProgrammeDesign;
  readonly framework: FrameworkSeen;
  readonly mayAdopt: boolean;
  readonly state: FormState;
  readonly isDone: boolean;
}

export function adoptFrameworkView({ design, framework, mayAdopt, state, isDone }: Shown, words: Words) {
  const { language } = words;
  const { errors, fields } = showForm(adoptFrameworkForm, state, words, programmeDesignErrors);
  const inUse = framework.themes.filter(({ isRetired }) => !isRetired);
  const retired = framework.themes.filter(({ isRetired }) => isRetired);
  const at = { programme: design.id };
  return {
    title: words('heading'),
    backLink: seeProgramme.to({ language, ...at }),
    errors,
    programme: design.name[language],
    heading: words('heading'),
    done: isDone ? words('done') : '',
    intro: words('intro'),
    name: framework.name[language],
    empty: inUse.length === 0 ? words(mayAdopt ? 'empty' : 'empty-yet') : '',
    groups: groupsOf(inUse, words),
    retired: {
      heading: words('retired'),
      themes: retired.map(({ name }) => name[language]),
    },
    downloads:
      inUse.length === 0
        ? []
        : [
            { text: words('download-csv'), href: frameworkCsvApi.to(at) },
            { text: words('download-json'), href: frameworkApi.to(at) },
          ],
    form: mayAdopt
      ? {
          heading: words(inUse.length === 0 ? 'adopt' : 'adopt-another'),
          hint: words('adopt-hint'),
          from: macroParams({
            ...fields.from,
            fieldset: { legend: { text: words('from') } },
            items: [
              { value: 'shipped', text: words('from-shipped'), hint: { text: words('from-shipped-hint') } },
              { value: 'file', text: words('from-file') },
            ],
          }),
          file: macroParams({
            id: 'file',
            name: 'file',
            type: 'file',
            classes: 'nhsuk-file-upload',
            label: { text: words('file') },
            hint: { text: words('file-hint') },
            attributes: { accept: '.csv,.json,text/csv,application/json' },
            errorMessage: fields.file.errorMessage,
          }),
          send: words('send'),
        }
      : null,
  };
}

/** Circles, then each group of markers, then themes without a heading of their own: in the order of the framework. */
function groupsOf(themes: readonly ThemeDesign[], words: Words) {
  const { language } = words;
  const groups = new Map<string, { readonly name: string; readonly description: string }[]>();
  for (const { kind, group, name, description } of themes) {
    const heading = group?.[language] ?? words(`kind-${kind}`);
    groups.set(heading, [...(groups.get(heading) ?? []), { name: name[language], description: description[language] }]);
  }
  return [...groups].map(([heading, items]) => ({ heading, items }));
}
