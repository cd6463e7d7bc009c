import type { DomainDesign, LadderPanelDesign, PeriodDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { PanelRules } from '#contracts/shared/selection-rules.js';

export type Rule = Refusal | undefined;
type Names = ProgrammeDesign['name'];

/** The first rule that says no. */
export const firstRefusal = (...rules: readonly Rule[]): Rule => rules.find((rule) => rule !== undefined);

export function languagesAreEnglishWelshOrBoth(design: Pick<ProgrammeDesign, 'languages'>): Rule {
  return design.languages.length === 0 ? refuse('programme-language-missing', 'languages') : undefined;
}

export function thereIsADomain(design: ProgrammeDesign): Rule {
  return design.domains.length === 0 ? refuse('programme-domain-missing', 'domains') : undefined;
}

export function idsAreDistinct(field: 'domains' | 'periods' | 'panels', ids: readonly string[]): Rule {
  const index = ids.findIndex((id, at) => ids.indexOf(id) !== at);
  return index < 0 ? undefined : refuse('id-used-twice', `${field}.${String(index)}.id`, { id: ids[index] ?? '' });
}

export function periodEndsAfterItBegins(period: PeriodDesign, field: string): Rule {
  return period.closes < period.opens ? refuse('period-ends-before-it-begins', field) : undefined;
}

export function idIsNew(others: readonly { readonly id: string }[], id: string): Rule {
  return others.some((each) => each.id === id) ? refuse('id-used-twice', 'id', { id }) : undefined;
}

/** Two of one name could not be told apart in a list. Case and space around it make no other name. */
export function nameIsNew(others: readonly { readonly name: Names }[], name: Names): Rule {
  const taken = (['en', 'cy'] as const).find((language) =>
    others.some((each) => sameToAReader(each.name[language], name[language])),
  );
  return taken === undefined ? undefined : refuse('name-used-twice', `name.${taken}`, { name: name[taken] });
}

/** Case and space around it make no other name. */
export const sameToAReader = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

/** Stories are told only where somebody is there for a person in danger. */
export function safeguardingIsNamed({ safeguarding }: ProgrammeDesign, field?: string): Rule {
  return safeguarding === undefined ? refuse('safeguarding-not-named', field) : undefined;
}

/** Where a programme asks for it, stories are told only under settings that somebody answers for. */
export function packIsApproved({ dataProtection, approval }: ProgrammeDesign): Rule {
  return dataProtection?.opensOnlyApproved === true && approval === undefined ? refuse('pack-not-approved') : undefined;
}

/** Those it is asked about from and up to, where they are said. */
export function periodsOfADomainHold(
  periods: ProgrammeDesign['periods'],
  { firstPeriod, lastPeriod }: Pick<DomainDesign, 'firstPeriod' | 'lastPeriod'>,
): Rule {
  const opensOf = (period: string | undefined): string | undefined => periods.find(({ id }) => id === period)?.opens;
  const [first, last] = [opensOf(firstPeriod), opensOf(lastPeriod)];
  if (firstPeriod !== undefined && first === undefined) {
    return refuse('domain-period-unknown', 'firstPeriod', { period: firstPeriod });
  }
  if (lastPeriod !== undefined && last === undefined) {
    return refuse('domain-period-unknown', 'lastPeriod', { period: lastPeriod });
  }
  return first !== undefined && last !== undefined && last < first
    ? refuse('domain-ends-before-it-begins', 'lastPeriod')
    : undefined;
}

export function scaleRises({ scale }: PanelRules, field: string): Rule {
  return scale === undefined || scale.min < scale.max ? undefined : refuse('scale-does-not-rise', field);
}

export function quorumIsSomebody({ quorum }: PanelRules, field: string): Rule {
  return typeof quorum === 'number' && quorum < 1 ? refuse('quorum-needs-a-number', field) : undefined;
}

/** Panels stand on levels that exist and pass up only to panels of a higher level; parallel panels share a level. */
export function ladderHolds(levels: ProgrammeDesign['levels'], panels: readonly LadderPanelDesign[]): Rule {
  const levelOf = new Map(panels.map((panel) => [panel.id, panel.level]));
  for (const [index, panel] of panels.entries()) {
    const field = `panels.${String(index)}`;
    if (!levels.some(({ level }) => level === panel.level)) {
      return refuse('panel-level-unknown', `${field}.level`, { panel: panel.id, level: panel.level });
    }
    for (const above of panel.passesUpTo) {
      const level = levelOf.get(above);
      if (level === undefined) return refuse('panel-unknown', `${field}.passesUpTo`, { panel: above });
      if (level <= panel.level) {
        return refuse('panel-passes-up-to-no-higher-level', `${field}.passesUpTo`, { panel: panel.id, above });
      }
    }
    if (panel.parallelTo !== undefined && levelOf.get(panel.parallelTo) !== panel.level) {
      return refuse('parallel-panels-share-a-level', `${field}.parallelTo`, { panel: panel.id });
    }
    const refusal = scaleRises(panel.rules ?? {}, `${field}.rules.scale`);
    if (refusal !== undefined) return refusal;
  }
  return idsAreDistinct(
    'panels',
    panels.map(({ id }) => id),
  );
}
