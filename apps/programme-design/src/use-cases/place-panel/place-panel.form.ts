import type { LadderPanelDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Refusal } from '#contracts/shared/refusal.js';
import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm } from '#web/forms/form.js';
import { longText, text } from '#web/forms/text-fields.js';
import type { Language } from '#web/language.js';

import type { PanelPlace } from '../../domain/programme/ladder.js';
import { methods } from '../../programme-parts/programme-parts.dto.js';

const nameLimit = { characters: 200, words: 'name-too-long' };
const textLimit = { characters: 2_000, words: 'text-too-long' };

/** The other panels of the ladder: those that this one may pass up to, or be parallel to. */
export const othersOf = ({ panels }: ProgrammeDesign, panel: string | undefined): readonly LadderPanelDesign[] =>
  panels.filter(({ id }) => id !== panel);

export const placePanelForm = (design: ProgrammeDesign, panel: string | undefined) => {
  const others = othersOf(design, panel).map(({ id }) => id);
  return defineForm({
    'name.en': text({ required: 'name-en-missing', limit: nameLimit }),
    'name.cy': text({ required: 'name-cy-missing', limit: nameLimit }),
    level: choice({ options: design.levels.map(({ level }) => String(level)), required: 'level-missing' }),
    defaultMethod: choice({ options: methods, required: 'method-missing' }),
    passesUpTo: choices({ options: others }),
    parallelTo: choice({ options: others }),
    area: longText({ limit: textLimit }),
    why: longText({ limit: textLimit }),
  });
};

/** On the page panels are known by their names; one that is new, by what was typed. */
export const namingPanels = (
  refusal: Refusal,
  { panels }: ProgrammeDesign,
  typed: string,
  language: Language,
): Refusal => ({
  ...refusal,
  details: Object.fromEntries(
    Object.entries(refusal.details ?? {}).map(([key, value]) => [
      key,
      key === 'panel' || key === 'above' ? (panels.find(({ id }) => id === value)?.name[language] ?? typed) : value,
    ]),
  ),
});

export type PlacePanelForm = ReturnType<typeof placePanelForm>;
export type Answers = Extract<ReturnType<PlacePanelForm['parse']>, { ok: true }>['values'];

/** What stands on the ladder now, as it would have been typed; for a new panel, the lowest level and one vote. */
export function typedOf(form: PlacePanelForm, { levels }: ProgrammeDesign, panel: LadderPanelDesign | undefined) {
  if (panel === undefined) {
    const lowest = Math.min(...levels.map(({ level }) => level));
    return form.filled({ level: String(lowest), defaultMethod: 'majority' });
  }
  return form.filled({
    'name.en': panel.name.en,
    'name.cy': panel.name.cy,
    level: String(panel.level),
    defaultMethod: panel.defaultMethod,
    passesUpTo: panel.passesUpTo,
    parallelTo: panel.parallelTo ?? '',
    area: panel.area.join('\n'),
  });
}

export const panelOf = (values: Answers, id: string | undefined): PanelPlace => ({
  ...(id === undefined ? {} : { id }),
  name: { en: values['name.en'], cy: values['name.cy'] },
  level: Number(values.level),
  defaultMethod: values.defaultMethod,
  passesUpTo: [...values.passesUpTo],
  ...(values.parallelTo === undefined ? {} : { parallelTo: values.parallelTo }),
  area: (values.area ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean),
});
