import type { CalendarDay } from '#contracts/shared/calendar-day.js';
import type { Decision } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';

import type { DeathTakenUp, OverTimeEvent } from './events.js';
import type { OverTime } from './over-time.js';

export const takeUpDeath = ({ isDead }: OverTime, data: DeathTakenUp['data']): Decision<OverTimeEvent> =>
  isDead ? [] : [{ type: 'DeathTakenUp', schemaVersion: 1, data }];

export const undoForStory = ({ isDead }: OverTime, story: string, on: CalendarDay): Decision<OverTimeEvent> =>
  isDead ? [{ type: 'DeathUndoneForStory', schemaVersion: 1, data: { story, on } }] : [];

/** Once, by the person they named: go on as they said, or stop. Until then nobody reads it. */
export function decideAfterDeath(
  { isDead, death }: OverTime,
  decision: 'go-on' | 'stop',
  on: CalendarDay,
): Decision<OverTimeEvent> {
  if (!isDead || death?.decisionHash === null || death === null) return refuse('decision-not-open');
  return death.decision === null
    ? [{ type: 'DecidedAfterDeath', schemaVersion: 1, data: { decision, on } }]
    : refuse('decision-not-open');
}
