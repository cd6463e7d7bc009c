import { sittingOpenedV1 } from '#contracts/panel-review/sitting-opened.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { received } from '#service-kit/messages/received.js';
import type { Reaction, ServiceRuntime } from '#service-kit/service.js';

import { isFeedbackEvent, type FeedbackEvent } from '../../domain/feedback/events.js';
import {
  feedbackPeriodDecider,
  feedbackPeriodStream,
  isFeedbackPeriodEvent,
  judgePeriod,
} from '../../domain/feedback/period.js';
import { feedbackItems, sittingsAwaited } from '../../read-models/feedback/feedback.js';

interface Concerned {
  readonly programme: string;
  readonly period: string;
}

const matters: readonly FeedbackEvent['type'][] = ['FeedbackSent', 'FeedbackReturned', 'FeedbackClosed'];

/** Whether everybody of a period has been seen to is looked at whenever that may have changed. */
export const judgeFeedbackOfPeriod: Reaction = {
  name: 'judge-feedback-of-period',
  on: async (recorded, service) => {
    const concerned = await periodOf(recorded, service);
    if (concerned === undefined) return;
    const { store, views } = service;
    const { programme, period } = concerned;
    const openSittings = await views.count(sittingsAwaited, {
      index: 'byPeriod',
      equals: { programme, period, isAwaited: true },
    });
    const items = await views.count(feedbackItems, { index: 'byState', equals: { programme, period } });
    const drafts = await views.count(feedbackItems, {
      index: 'byState',
      equals: { programme, period, state: 'drafted' },
    });
    const { organisation, at, correlation } = recorded.metadata;
    const command = {
      commandId: idFrom('judge period', recorded.stream, String(recorded.streamVersion)),
      ...{ organisation, at, correlation, actor: 'system/feedback' },
    };
    await store.execute(feedbackPeriodStream(programme, period), command, feedbackPeriodDecider, (state) =>
      judgePeriod(state, { programme, period, openSittings, items, seenTo: items - drafts }),
    );
  },
};

async function periodOf(recorded: RecordedEvent, { store }: ServiceRuntime): Promise<Concerned | undefined> {
  const { event, stream } = recorded;
  const opened = received(recorded, sittingOpenedV1);
  if (opened !== undefined) return opened;
  if (isFeedbackPeriodEvent(event)) return event.type === 'SittingTaken' ? event.data : undefined;
  if (!isFeedbackEvent(event) || !matters.includes(event.type)) return undefined;
  const [first] = await store.read(stream);
  return first !== undefined && isFeedbackEvent(first.event) && first.event.type === 'FeedbackDrafted'
    ? first.event.data
    : undefined;
}
