import { calendarDay } from '#contracts/shared/calendar-day.js';

import { isOverdue, tellBy } from '../domain/feedback/feedback.js';
import type { FeedbackDocument } from '../read-models/feedback/feedback.js';

/** Without its words: they are read one by one. */
export function factsOf(document: FeedbackDocument, now: string, timeZone: string) {
  const { id, programme, period, panel, level, story, sitting, to, state, sittingClosedAt, sentAt, version } = document;
  const { reference } = document.item.drafted;
  const closedOn = calendarDay(sittingClosedAt, timeZone);
  return {
    ...{ feedback: id, programme, period, panel, level, story, reference, sitting, to, state, sittingClosedAt },
    ...{ sentAt, channel: document.item.channel, tellBy: tellBy(closedOn), version },
    isOverdue: isOverdue(document, closedOn, calendarDay(now, timeZone)),
    hasWording: document.item.wording !== null,
  };
}
