import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { idFrom } from '#service-kit/ids.js';
import { received } from '#service-kit/messages/received.js';
import type { Reaction } from '#service-kit/service.js';

import { feedbackStream } from '../../domain/feedback/events.js';
import { draftFeedback, feedbackDecider } from '../../domain/feedback/feedback.js';
import { feedbackOfSitting } from '../../domain/feedback/feedback-of-sitting.js';
import { feedbackPeriodDecider, feedbackPeriodStream, takeSitting } from '../../domain/feedback/period.js';
import { isStoryEvent, storyStream } from '../../domain/story/events.js';

/** A sitting has closed: for every story it considered, everybody who is to be told has an item. No text is opened here. */
export const draftFeedbackOfSitting: Reaction = {
  name: 'draft-feedback',
  on: async (recorded, { store, log }) => {
    const closed = received(recorded, sittingClosedV1);
    if (closed === undefined) return;
    const { sitting, programme, period, closedAt } = closed;
    const { organisation, at, correlation } = recorded.metadata;
    const by = { organisation, at, correlation, actor: 'system/feedback' };
    let items = 0;
    for (const { story } of closed.received) {
      // From the stream itself: the view of stories may not be there yet.
      const [first] = await store.read(storyStream(story));
      if (first === undefined || !isStoryEvent(first.event) || first.event.type !== 'StorySubmitted') {
        log.warn({ story }, 'A sitting considered a story that nobody here knows');
        continue;
      }
      for (const data of feedbackOfSitting(closed, closedAt, first.event.data)) {
        const command = { commandId: idFrom('draft feedback', data.feedback), ...by };
        await store.execute(feedbackStream(data.feedback), command, feedbackDecider, (state) =>
          draftFeedback(state, data),
        );
        items += 1;
      }
    }
    const command = { commandId: idFrom('take sitting', sitting), ...by };
    await store.execute(feedbackPeriodStream(programme, period), command, feedbackPeriodDecider, (state) =>
      takeSitting(state, { sitting, programme, period, items }),
    );
  },
};
