import type { Decision } from '#contracts/shared/decider.js';
import { isSame } from '#contracts/shared/is-same.js';
import type { LadderPanelDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { PanelRules } from '#contracts/shared/selection-rules.js';

import { within } from './decide.js';
import type { ProgrammeEvent } from './events.js';
import { idFor } from './id-for.js';
import { firstRefusal, ladderHolds, nameIsNew, quorumIsSomebody, scaleRises } from './rules.js';
import type { ProgrammeState } from './state.js';

type Decided = Decision<ProgrammeEvent>;
export type Ladder = Pick<ProgrammeDesign, 'levels' | 'panels'>;

/** Without an id, one is made from the English name. Its rules stay as they are. */
export type PanelPlace = Omit<LadderPanelDesign, 'id' | 'area' | 'rules'> & {
  readonly id?: string;
  readonly area?: readonly string[];
};

export function reviseLadder(state: ProgrammeState, organisation: string, ladder: Ladder, why: string | null): Decided {
  return within(state, organisation, () => ladderHolds(ladder.levels, ladder.panels) ?? revised(ladder, why));
}

/** Puts a panel on the ladder; one of that id is there already: changes it. */
export function placePanel(
  state: ProgrammeState,
  organisation: string,
  given: PanelPlace,
  why: string | null,
): Decided {
  return within(state, organisation, ({ levels, panels }) => {
    const { id = idFor(given.name.en, panels) } = given;
    const others = panels.filter((each) => each.id !== id);
    const before = panels.findIndex((each) => each.id === id);
    const place = before < 0 ? panels.length : before;
    const { area = [], rules } = panels[before] ?? {};
    const panel = { ...given, id, area: [...(given.area ?? area)], ...(rules === undefined ? {} : { rules }) };
    const after = [...panels.slice(0, place), panel, ...panels.slice(place + 1)];
    const onItsLevel = others.filter(({ level }) => level === panel.level);
    return (
      nameIsNew(onItsLevel, panel.name) ??
      aboutThisPanel(ladderHolds(levels, after), place) ??
      revised({ levels, panels: after }, why)
    );
  });
}

/** A meeting that has begun keeps the rules that it began with. */
export function revisePanelRules(
  state: ProgrammeState,
  organisation: string,
  panel: string,
  rules: PanelRules,
  why: string | null,
): Decided {
  return within(state, organisation, ({ panels }) => {
    const found = panels.find(({ id }) => id === panel);
    if (found === undefined) return refuse('ladder-panel-not-found', 'panel');
    const refusal = firstRefusal(quorumIsSomebody(rules, 'quorumNumber'), scaleRises(rules, 'scale.max'));
    if (refusal !== undefined) return refusal;
    if (isSame(found.rules ?? {}, rules)) return [];
    return [{ type: 'PanelRulesRevised', schemaVersion: 1, data: { panel, rules, why } }];
  });
}

/** Those that passed up to it, or were parallel to it, no longer are. What it has decided stays on its record. */
export function takePanelOff(state: ProgrammeState, organisation: string, panel: string, why: string | null): Decided {
  return within(state, organisation, ({ levels, panels }) => {
    if (!panels.some(({ id }) => id === panel)) return refuse('ladder-panel-not-found', 'panel');
    const left = panels.filter(({ id }) => id !== panel).map((each) => withoutLinksTo(panel, each));
    return revised({ levels, panels: left }, why);
  });
}

/** `next` is a new level above all others. */
export interface LevelName {
  readonly level: number | 'next';
  readonly name: ProgrammeDesign['name'];
}

export function nameLevel(state: ProgrammeState, organisation: string, given: LevelName, why: string | null): Decided {
  return within(state, organisation, ({ levels, panels }) => {
    const level = given.level === 'next' ? Math.max(0, ...levels.map((each) => each.level)) + 1 : given.level;
    const others = levels.filter((each) => each.level !== level);
    if (given.level !== 'next' && others.length === levels.length) return refuse('ladder-level-not-found', 'level');
    const named = [...others, { level, name: given.name }].sort((a, b) => a.level - b.level);
    return nameIsNew(others, given.name) ?? revised({ levels: named, panels }, why);
  });
}

export function takeLevelOff(state: ProgrammeState, organisation: string, level: number, why: string | null): Decided {
  return within(state, organisation, ({ levels, panels }) => {
    if (!levels.some((each) => each.level === level)) return refuse('ladder-level-not-found', 'level');
    if (panels.some((panel) => panel.level === level)) return refuse('ladder-level-has-panels', 'level', { level });
    return revised({ levels: levels.filter((each) => each.level !== level), panels }, why);
  });
}

const revised = ({ levels, panels }: Ladder, why: string | null): readonly ProgrammeEvent[] => [
  { type: 'LadderRevised', schemaVersion: 1, data: { levels, panels, why } },
];

function withoutLinksTo(panel: string, { parallelTo, ...other }: LadderPanelDesign): LadderPanelDesign {
  const passesUpTo = other.passesUpTo.filter((above) => above !== panel);
  return { ...other, passesUpTo, ...(parallelTo === undefined || parallelTo === panel ? {} : { parallelTo }) };
}

/** Another panel's place can only break because this one moved to another level. */
function aboutThisPanel(refusal: Refusal | undefined, place: number): Refusal | undefined {
  if (refusal?.field === undefined) return refusal;
  const own = `panels.${String(place)}.`;
  return { ...refusal, field: refusal.field.startsWith(own) ? refusal.field.slice(own.length) : 'level' };
}
