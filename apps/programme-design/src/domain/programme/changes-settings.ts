import type { ProgrammeEvent } from './events.js';

/** How far a period has come, and what is said to those who take part, change nothing of what was approved; nor does another day or name of a period, or one more that asks the same question. */
export function changesSettings(event: ProgrammeEvent): boolean {
  switch (event.type) {
    case 'PeriodOpened':
    case 'PeriodClosed':
    case 'PeriodCompleted':
    case 'PeriodResumed':
    case 'PackApproved':
    case 'GuidesRevised':
      return false;
    case 'PeriodAdded':
      return event.data.period.prompt !== undefined;
    case 'PeriodRevised':
      return event.data.about.prompt !== undefined;
    default:
      return true;
  }
}
