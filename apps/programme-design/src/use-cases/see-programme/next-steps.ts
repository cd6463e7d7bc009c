import { seeReport } from '#contracts/impact-reporting/addresses.js';
import { seeMeetings, seePanels } from '#contracts/panel-review/addresses.js';
import type { PeriodDesign } from '#contracts/shared/programme.js';
import { tellYourStory } from '#contracts/story-submission/addresses.js';
import type { Words } from '#web/words/words.js';

import {
  addDomainPage,
  nameNewLevelPage,
  nameSafeguardingPage,
  placeNewPanelPage,
  addPeriodPage,
  openPeriodPage,
} from '../../addresses.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';

export interface NextStep {
  readonly text: string;
  readonly href: string;
  readonly why: string;
}

/** What a programme needs next, the most pressing first: what it lacks, then what its periods wait for. */
export function nextSteps({ id, design }: ProgrammeDocument, mayChange: boolean, words: Words): readonly NextStep[] {
  const { language } = words;
  const at = { language, programme: id };
  const named = ({ name }: PeriodDesign) => ({ name: name[language] });
  const step = (key: string, href: string, values = {}): NextStep => ({
    text: words(`next-${key}`, values),
    href,
    why: words(`next-${key}-why`),
  });
  const open = design.periods.filter(({ status }) => status === 'open');
  const planned = design.periods.filter(({ status }) => status === 'planned').sort(byOpening)[0];
  const over = design.periods.filter(({ status }) => status !== 'open' && status !== 'planned').sort(byOpening);
  const latest = over.at(-1);
  const lacking = [
    ...(design.safeguarding === undefined ? [step('name-safeguarding', nameSafeguardingPage.to(at))] : []),
    ...(design.periods.length === 0 ? [step('add-period', addPeriodPage.to(at))] : []),
    ...(planned !== undefined && open.length === 0 && design.safeguarding !== undefined
      ? [step('open-period', openPeriodPage.to({ ...at, period: planned.id }), named(planned))]
      : []),
    ...(planned === undefined && open.length === 0 && design.periods.length > 0
      ? [step('plan-period', addPeriodPage.to(at))]
      : []),
    ...(design.levels.length === 0 ? [step('add-level', nameNewLevelPage.to(at))] : []),
    ...(design.levels.length > 0 && design.panels.length === 0 ? [step('add-panel', placeNewPanelPage.to(at))] : []),
    ...(design.domains.some(({ kind }) => kind === 'negative') ? [] : [step('add-lessons', addDomainPage.to(at))]),
  ];
  return [
    ...(mayChange ? lacking : []),
    ...open.map((period) => step('tell', tellYourStory.to({ language }, { programme: id }), named(period))),
    // Until the first meetings are due; whether anybody is on a panel yet, panels say themselves.
    ...(mayChange && open.length > 0 && over.length === 0 && design.panels.length > 0
      ? [step('panels', seePanels.to({ language }))]
      : []),
    ...(over.length > 0 && design.panels.length > 0 ? [step('meetings', seeMeetings.to({ language }))] : []),
    ...(latest === undefined ? [] : [step('report', seeReport.to({ ...at, period: latest.id }), named(latest))]),
  ];
}

const byOpening = (a: PeriodDesign, b: PeriodDesign): number => (a.opens < b.opens ? -1 : 1);
