import type { ProgrammeDesign } from '#contracts/shared/programme.js';

import type { ProgrammeEvent } from './events.js';

/**
 * From which periods each change holds: those that were open when it was made, else the one that opened next; none while none
 * has. Undefined: it is of a period itself, or changes nothing that a period goes by.
 */
export function holdsFrom(events: readonly ProgrammeEvent[]): readonly (readonly string[] | undefined)[] {
  const open = new Set<string>();
  const openAt = events.map((event) => {
    const before = [...open];
    if (event.type === 'ProgrammeCreated') openIn(event.data.design).forEach((period) => open.add(period));
    if (event.type === 'PeriodOpened') open.add(event.data.period);
    if (event.type === 'PeriodClosed') open.delete(event.data.period);
    return before;
  });
  const openedAfter = (at: number): readonly string[] =>
    events
      .slice(at)
      .flatMap((event) => (event.type === 'PeriodOpened' ? [event.data.period] : []))
      .slice(0, 1);
  return events.map((event, at) => {
    const now = openAt[at] ?? [];
    return own(event) ?? (goesByPeriods(event) ? (now.length > 0 ? now : openedAfter(at)) : undefined);
  });
}

const openIn = ({ periods }: ProgrammeDesign): readonly string[] =>
  periods.filter(({ status }) => status === 'open').map(({ id }) => id);

/** A domain says itself from which period on it is asked about. */
function own(event: ProgrammeEvent): readonly string[] | undefined {
  if (event.type === 'DomainAdded') return listOf(event.data.domain.firstPeriod);
  return event.type === 'DomainRevised' ? listOf(event.data.about.firstPeriod) : undefined;
}

const listOf = (period: string | undefined): readonly string[] | undefined =>
  period === undefined ? undefined : [period];

function goesByPeriods({ type }: ProgrammeEvent): boolean {
  switch (type) {
    case 'ProgrammeCreated':
    case 'PeriodAdded':
    case 'PeriodRevised':
    case 'PeriodOpened':
    case 'PeriodClosed':
    case 'PeriodCompleted':
    case 'PeriodResumed':
    case 'PackApproved':
    case 'RehearsalRemoved':
      return false;
    default:
      return true;
  }
}
