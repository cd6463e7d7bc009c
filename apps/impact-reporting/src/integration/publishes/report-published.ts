import { reportPublishedV1 } from '#contracts/impact-reporting/report-published.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';
import { messageFrom } from '#service-kit/messages/message-from.js';

import { isReportEvent } from '../../domain/report/report.js';

export function* reportPublished(recorded: RecordedEvent): Iterable<Message> {
  // What an issue came to show since is for recall alone: nobody was sent anything.
  if (!isReportEvent(recorded.event) || recorded.event.type === 'ReportShowedMore') return;
  const { report, programme, period, issue, audience, stories } = recorded.event.data;
  const data = { report, programme, period, issue, audience, stories: [...stories], at: recorded.metadata.at };
  yield messageFrom(recorded, reportPublishedV1, data);
}
