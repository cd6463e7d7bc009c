import { feedbackAnsweredV1 } from '#contracts/story-submission/feedback-answered.v1.js';
import { feedbackChangedV1 } from '#contracts/story-submission/feedback-changed.v1.js';
import { feedbackPeriodChangedV1 } from '#contracts/story-submission/feedback-period-changed.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';
import { messageFrom } from '#service-kit/messages/message-from.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { isFeedbackEvent } from '../../domain/feedback/events.js';
import { feedbackDecider } from '../../domain/feedback/feedback.js';
import { isFeedbackPeriodEvent } from '../../domain/feedback/period.js';

/** How far feedback has come, and what was answered, sealed. Never the wording: that is for whoever it is for. */
export async function* feedbackMessages(recorded: RecordedEvent, { store }: ServiceRuntime): AsyncIterable<Message> {
  const { event, stream, streamVersion, metadata } = recorded;
  if (isFeedbackPeriodEvent(event)) {
    if (event.type === 'SittingTaken') return;
    const { programme, period, items } = event.data;
    yield messageFrom(recorded, feedbackPeriodChangedV1, {
      ...{ programme, period, items, at: metadata.at, revision: streamVersion },
      isComplete: event.type === 'FeedbackCompleted',
      seenTo: event.type === 'FeedbackCompleted' ? items : event.data.seenTo,
    });
    return;
  }
  // What a draft says is nobody else's business.
  if (!isFeedbackEvent(event) || event.type === 'FeedbackWorded') return;
  const state = (await store.read(stream))
    .filter((each) => each.streamVersion <= streamVersion)
    .map((each) => each.event)
    .filter(isFeedbackEvent)
    .reduce(feedbackDecider.evolve, feedbackDecider.initialState);
  if (state === undefined) return;
  const { feedback, story, sitting, panel, programme, period, level, to, sittingClosedAt } = state.drafted;
  yield messageFrom(recorded, feedbackChangedV1, {
    ...{ feedback, story, sitting, panel, programme, period, level, to, sittingClosedAt },
    ...{ state: state.state, channel: state.channel, at: metadata.at, revision: streamVersion },
  });
  if (event.type !== 'FeedbackAnswered') return;
  const { answer, at } = event.data;
  yield messageFrom(
    recorded,
    feedbackAnsweredV1,
    { ...{ feedback, story, sitting, programme, period, from: to, at }, answer },
    { id: 'answer', subject: stream },
  );
}
