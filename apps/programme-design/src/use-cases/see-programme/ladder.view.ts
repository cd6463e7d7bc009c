import type { LadderPanelDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Words } from '#web/words/words.js';
import { inOrderOf, writeList } from '#web/written.js';

import {
  nameLevelPage,
  placePanelPage,
  revisePanelRulesPage,
  takeLevelOffPage,
  takePanelOffPage,
} from '../../addresses.js';
import { rulesInWords } from '../../choosing-rules/rules-in-words.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';

/** A level of the ladder, its panels in order of their names. */
export function levelView(
  { id, design }: ProgrammeDocument,
  { level, name }: ProgrammeDesign['levels'][number],
  mayChange: boolean,
  words: Words,
) {
  const { language } = words;
  const panels = design.panels.filter((panel) => panel.level === level);
  const at = { language, programme: id, level: String(level) };
  const change = { text: words('change-level', { name: name[language] }), href: nameLevelPage.to(at) };
  const takeOff = { text: words('take-level-off', { name: name[language] }), href: takeLevelOffPage.to(at) };
  return {
    heading: words('level', { level, name: name[language] }),
    panels: panels
      .map((panel) => panelView(id, panel, design, mayChange, words))
      .sort((a, b) => inOrderOf(language)(a.name, b.name)),
    actions: mayChange ? [change, ...(panels.length === 0 ? [takeOff] : [])] : [],
  };
}

function panelView(
  programme: string,
  panel: LadderPanelDesign,
  { panels }: ProgrammeDesign,
  mayChange: boolean,
  words: Words,
) {
  const { language } = words;
  const name = panel.name[language];
  const at = { language, programme, panel: panel.id };
  const own = rulesInWords(panel.rules ?? {}, language).map((rule) => words('own-rule', { ...rule }));
  const nameOf = (other: string): string => panels.find(({ id }) => id === other)?.name[language] ?? other;
  return {
    name,
    facts: [
      words('method', { method: words(`method-${panel.defaultMethod}`) }),
      ...(panel.area.length === 0 ? [] : [words('area', { places: writeList(language, panel.area) })]),
      ...(panel.passesUpTo.length === 0
        ? []
        : [words('passes-up', { panels: writeList(language, panel.passesUpTo.map(nameOf)) })]),
      ...(panel.parallelTo === undefined ? [] : [words('parallel-to', { panel: nameOf(panel.parallelTo) })]),
      ...(own.length === 0 ? [] : [words('own-rules', { rules: writeList(language, own) })]),
    ],
    actions: mayChange
      ? [
          { text: words('change-panel', { name }), href: placePanelPage.to(at) },
          { text: words('panel-rules', { name }), href: revisePanelRulesPage.to(at) },
          { text: words('take-panel-off', { name }), href: takePanelOffPage.to(at) },
        ]
      : [],
  };
}
