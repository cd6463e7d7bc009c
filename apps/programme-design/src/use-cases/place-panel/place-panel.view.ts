import type { LadderPanelDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { nameNewLevelPage } from '../../addresses.js';
import { aroundPart, whyAsked } from '../../around-part.js';
import { bilingualPair } from '../../bilingual-pair.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { methods } from '../../programme-parts/programme-parts.dto.js';
import { othersOf, placePanelForm } from './place-panel.form.js';

/** `panel` is undefined for a new one. */
export function placePanelView(
  found: ProgrammeDocument,
  panel: string | undefined,
  state: FormState,
  version: VersionShown,
  words: Words,
) {
  const { id, design } = found;
  const { language } = words;
  const { errors, fields } = showForm(placePanelForm(design, panel), state, words, programmeDesignErrors);
  const known = design.panels.find((each) => each.id === panel);
  const heading = known === undefined ? words('heading-new') : words('heading', { name: known.name[language] });
  const others = othersOf(design, panel);
  return {
    ...aroundPart(found, words, heading),
    errors,
    explanation: words('explanation'),
    noLevel: design.levels.length === 0 ? words('no-level') : '',
    addLevel: { text: words('add-level'), href: nameNewLevelPage.to({ language, programme: id }) },
    version,
    name: bilingualPair('name', fields['name.en'], fields['name.cy'], words),
    level: macroParams({
      ...fields.level,
      fieldset: { legend: { text: words('level'), size: 'm' } },
      hint: { text: words('level-hint') },
      items: [...design.levels]
        .sort((a, b) => a.level - b.level)
        .map(({ level, name }) => ({
          value: String(level),
          text: words('level-named', { level, name: name[language] }),
        })),
    }),
    method: macroParams({
      ...fields.defaultMethod,
      fieldset: { legend: { text: words('method'), size: 'm' } },
      hint: { text: words('method-hint') },
      items: methods.map((value) => ({
        value,
        text: words(`method-${value}`),
        hint: { text: words(`method-${value}-hint`) },
      })),
    }),
    passesUpTo:
      others.length === 0
        ? undefined
        : macroParams({
            ...fields.passesUpTo,
            fieldset: { legend: { text: words('passes-up'), size: 'm' } },
            hint: { text: words('passes-up-hint') },
            items: itemsOf(others, design, words),
          }),
    parallelTo:
      others.length === 0
        ? undefined
        : macroParams({
            ...fields.parallelTo,
            id: 'parallelTo',
            label: { text: words('parallel'), size: 'm' },
            hint: { text: words('parallel-hint') },
            items: [{ value: '', text: words('parallel-none') }, ...itemsOf(others, design, words)],
          }),
    area: macroParams({ ...fields.area, label: { text: words('area') }, hint: { text: words('area-hint') }, rows: 3 }),
    why: whyAsked(fields.why, words),
    send: words(known === undefined ? 'send-new' : 'send'),
  };
}

const itemsOf = (panels: readonly LadderPanelDesign[], { levels }: ProgrammeDesign, words: Words) =>
  [...panels]
    .sort((a, b) => b.level - a.level)
    .map(({ id, level, name }) => ({
      value: id,
      text: words('panel-on-level', {
        name: name[words.language],
        level: levels.find((each) => each.level === level)?.name[words.language] ?? level,
      }),
    }));
