import { given } from '#contracts/testing/given.js';

import { aFeedbackDrafted } from './feedback.builders.js';
import type { FeedbackEvent } from './events.js';
import {
  answerFeedback,
  closeFeedback,
  draftFeedback,
  feedbackDecider,
  isOverdue,
  returnFeedback,
  routeIsOpen,
  seeFeedback,
  sendFeedback,
  usualChannel,
  wordFeedback,
  type Route,
} from './feedback.js';

const words = (reason: string) => ({ reason, text: { class: 'reason' as const, version: 1, box: 'sealed' } });
const drafted = aFeedbackDrafted();
const worded: FeedbackEvent = { type: 'FeedbackWorded', schemaVersion: 1, data: { wording: words('W') } };
const sentBy = (channel: 'mail' | 'letter' | 'page' | 'spoken'): FeedbackEvent => ({
  type: 'FeedbackSent',
  schemaVersion: 1,
  data: { channel },
});
const at = '2026-04-20T09:00:00.000Z';
const seen: FeedbackEvent = { type: 'FeedbackSeen', schemaVersion: 1, data: { at } };
const answered: FeedbackEvent = { type: 'FeedbackAnswered', schemaVersion: 1, data: { answer: words('A'), at } };
const closed = (as: 'not_wanted' | 'no_safe_route' | 'teller_died'): FeedbackEvent => ({
  type: 'FeedbackClosed',
  schemaVersion: 1,
  data: { as },
});

const byMail: Route = { chosen: 'mail', isStopped: false, hasPage: true };
const anItem = (...events: readonly FeedbackEvent[]) => given(feedbackDecider, [drafted, ...events]);

describe('feedback of one sitting on one story to one person', () => {
  it('is drafted once, however often the sitting is told of', () => {
    given(feedbackDecider, [])
      .when((state) => draftFeedback(state, drafted.data))
      .then([drafted]);
    anItem()
      .when((state) => draftFeedback(state, drafted.data))
      .thenNothing();
  });

  it('is not there before it is drafted', () => {
    const nothing = given(feedbackDecider, []);
    nothing.when((state) => wordFeedback(state, { wording: words('W') })).thenRefused('feedback-not-found');
    nothing.when((state) => closeFeedback(state, 'not_wanted')).thenRefused('feedback-not-found');
  });

  it('goes out in words that a person has kept, or sends with it, and in no others', () => {
    anItem()
      .when((state) => sendFeedback(state, 'mail', byMail))
      .thenRefused('feedback-not-worded', { field: 'wording' });
    anItem(worded)
      .when((state) => sendFeedback(state, 'mail', byMail))
      .then([sentBy('mail')]);
    anItem()
      .when((state) => sendFeedback(state, 'mail', byMail, { wording: words('W') }))
      .then([worded, sentBy('mail')]);
  });

  it('is sent once, and not worded again after that', () => {
    anItem(worded, sentBy('mail'))
      .when((state) => sendFeedback(state, 'mail', byMail))
      .thenRefused('feedback-no-longer-a-draft');
    anItem(worded, sentBy('mail'))
      .when((state) => wordFeedback(state, { wording: words('X') }))
      .thenRefused('feedback-no-longer-a-draft');
  });

  it.each([
    ['mail', 'sent'],
    ['letter', 'sent'],
    ['spoken', 'sent'],
    ['page', 'waiting_on_page'],
  ] as const)('by %s is then %s', (channel, state) => {
    expect(anItem(worded, sentBy(channel)).state?.state).toBe(state);
  });

  it('is a draft again, in the same words, where the letter came back', () => {
    const returned: FeedbackEvent = { type: 'FeedbackReturned', schemaVersion: 1, data: { because: 'mail-refused' } };
    anItem(worded, sentBy('mail'))
      .when((state) => returnFeedback(state, 'mail-refused'))
      .then([returned]);
    const { state } = anItem(worded, sentBy('mail'), returned);
    expect([state?.state, state?.wording, state?.channel]).toEqual(['drafted', words('W'), null]);
    anItem(worded, sentBy('mail'), seen)
      .when((now) => returnFeedback(now, 'mail-refused'))
      .thenNothing();
  });

  it('is not there for whoever it is for before it is sent, nor after it was closed', () => {
    anItem(worded)
      .when((state) => seeFeedback(state, at))
      .thenRefused('feedback-not-found');
    anItem(worded, sentBy('page'), closed('not_wanted'))
      .when((state) => seeFeedback(state, at))
      .thenRefused('feedback-not-found');
  });

  it('is seen once, and may then be answered, more than once', () => {
    anItem(worded, sentBy('page'))
      .when((state) => seeFeedback(state, at))
      .then([seen]);
    anItem(worded, sentBy('page'), seen)
      .when((state) => seeFeedback(state, at))
      .thenNothing();
    anItem(worded, sentBy('page'))
      .when((state) => answerFeedback(state, words('A'), at))
      .thenRefused('feedback-not-seen');
    anItem(worded, sentBy('page'), seen)
      .when((state) => answerFeedback(state, words('A'), at))
      .then([answered]);
    anItem(worded, sentBy('page'), seen, answered)
      .when((state) => answerFeedback(state, words('A'), at))
      .then([answered]);
    const ten = Array.from({ length: 10 }, () => answered);
    anItem(worded, sentBy('page'), seen, ...ten)
      .when((state) => answerFeedback(state, words('A'), at))
      .thenRefused('feedback-answers-full');
  });

  it.each(['not_wanted', 'no_safe_route', 'teller_died'] as const)('ends as %s until it was seen', (as) => {
    for (const before of [[], [worded, sentBy('mail')], [worded, sentBy('page')]]) {
      anItem(...before)
        .when((state) => closeFeedback(state, as))
        .then([closed(as)]);
    }
    anItem(closed(as))
      .when((state) => closeFeedback(state, as))
      .thenNothing();
    anItem(worded, sentBy('page'), seen)
      .when((state) => closeFeedback(state, as))
      .thenRefused('feedback-is-over');
  });
});

describe('the way to somebody', () => {
  const route = (given: Partial<Route>): Route => ({ chosen: null, isStopped: false, hasPage: false, ...given });

  it('is the one they chose; without one, the page their code opens; without that, one a person finds', () => {
    expect(usualChannel(route({ chosen: 'letter', hasPage: true }))).toBe('letter');
    expect(usualChannel(route({ chosen: 'page', hasPage: true }))).toBe('page');
    expect(usualChannel(route({ hasPage: true }))).toBe('page');
    expect(usualChannel(route({}))).toBeUndefined();
  });

  it('is no letter, mail or call once they said that nobody should write; the page is theirs to open', () => {
    const stopped = route({ chosen: 'mail', isStopped: true, hasPage: true });
    expect(usualChannel(stopped)).toBe('page');
    for (const channel of ['mail', 'letter', 'spoken'] as const) {
      expect(routeIsOpen(channel, stopped)?.refusal).toBe('feedback-contact-stopped');
    }
    expect(routeIsOpen('page', stopped)).toBeUndefined();
  });

  it('is never a mail to somebody who chose a letter, nor a page to somebody without a code', () => {
    expect(routeIsOpen('mail', route({ chosen: 'letter' }))?.refusal).toBe('feedback-not-this-way');
    expect(routeIsOpen('page', route({ chosen: 'letter' }))?.refusal).toBe('feedback-no-page');
    expect(routeIsOpen('spoken', route({}))).toBeUndefined();
  });
});

describe('being late', () => {
  it('begins when 28 days have gone since the sitting closed, and ends with sending', () => {
    const closedOn = '2026-04-10';
    expect(isOverdue({ state: 'drafted' }, closedOn, '2026-05-08')).toBe(false);
    expect(isOverdue({ state: 'drafted' }, closedOn, '2026-05-09')).toBe(true);
    expect(isOverdue({ state: 'sent' }, closedOn, '2026-06-09')).toBe(false);
  });
});
