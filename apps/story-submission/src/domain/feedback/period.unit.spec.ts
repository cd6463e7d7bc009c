import { given } from '#contracts/testing/given.js';

import { feedbackPeriodDecider, judgePeriod, takeSitting, type FeedbackPeriodEvent } from './period.js';

const of = { programme: 'telling', period: '2026-Q1' };
const sitting = { sitting: 'M', ...of, items: 2 };
const taken: FeedbackPeriodEvent = { type: 'SittingTaken', schemaVersion: 1, data: sitting };
const completed = (items: number): FeedbackPeriodEvent => ({
  type: 'FeedbackCompleted',
  schemaVersion: 1,
  data: { ...of, items },
});
const counted = (openSittings: number, items: number, seenTo: number) => ({ ...of, openSittings, items, seenTo });

describe('the feedback of a period', () => {
  it('takes a sitting once', () => {
    given(feedbackPeriodDecider, [])
      .when((state) => takeSitting(state, sitting))
      .then([taken]);
    given(feedbackPeriodDecider, [taken])
      .when((state) => takeSitting(state, sitting))
      .thenNothing();
  });

  it('is complete when every sitting is closed and every item seen to, and says so once', () => {
    const period = given(feedbackPeriodDecider, [taken]);
    period.when((state) => judgePeriod(state, counted(0, 2, 1))).thenNothing();
    period.when((state) => judgePeriod(state, counted(1, 2, 2))).thenNothing();
    period.when((state) => judgePeriod(state, counted(0, 2, 2))).then([completed(2)]);
    given(feedbackPeriodDecider, [taken, completed(2)])
      .when((state) => judgePeriod(state, counted(0, 2, 2)))
      .thenNothing();
    given(feedbackPeriodDecider, [taken, completed(2)])
      .when((state) => judgePeriod(state, counted(0, 5, 5)))
      .then([completed(5)]);
  });

  it('is not complete where nothing has been decided yet', () => {
    given(feedbackPeriodDecider, [])
      .when((state) => judgePeriod(state, counted(0, 0, 0)))
      .thenNothing();
  });

  it('goes on when another sitting opens, or an item comes back', () => {
    const resumed: FeedbackPeriodEvent = {
      type: 'FeedbackResumed',
      schemaVersion: 1,
      data: { ...of, items: 2, seenTo: 1 },
    };
    given(feedbackPeriodDecider, [taken, completed(2)])
      .when((state) => judgePeriod(state, counted(0, 2, 1)))
      .then([resumed]);
  });
});
