import { given } from '#contracts/testing/given.js';

import { aDraftBegun, aDraftEnded, aDraftKeptLonger, anAnswerKept } from './draft.builders.js';
import { beginDraft, draftDecider, draftIsOpen, endDraft, expireDraft, keepAnswer, keepLonger } from './draft.js';

const answer = { class: 'text', version: 2, box: 'sealed' } as const;
const { draft, programme, period, language } = aDraftBegun().data;

describe('a draft', () => {
  it('is kept for 30 days from when it was begun', () => {
    given(draftDecider, [])
      .when((state) => beginDraft(state, { draft, programme, period, language }, '2026-01-22T10:00:00.000Z'))
      .then([aDraftBegun({ expiresAt: '2026-02-21T10:00:00.000Z' })]);
  });

  it('is begun once', () => {
    given(draftDecider, [aDraftBegun()])
      .when((state) => beginDraft(state, { draft, programme, period, language }, '2026-01-22T10:00:00.000Z'))
      .thenRefused('draft-not-open');
  });

  it('is kept for 30 days more from each answer', () => {
    given(draftDecider, [aDraftBegun()])
      .when((state) => keepAnswer(state, { question: 'story', answer }, '2026-01-23T10:00:00.000Z'))
      .then([anAnswerKept({ expiresAt: '2026-02-22T10:00:00.000Z' })]);
  });

  it('is kept for 30 days more from what is added beside its answers, while it is open', () => {
    const longer = aDraftKeptLonger('2026-02-25T10:00:00.000Z');
    given(draftDecider, [aDraftBegun()])
      .when((state) => keepLonger(state, '2026-01-26T10:00:00.000Z'))
      .then([longer]);
    given(draftDecider, [aDraftBegun(), longer])
      .when((state) => expireDraft(state, '2026-02-21T10:00:00.000Z'))
      .then([]);
    given(draftDecider, [aDraftBegun(), aDraftEnded()])
      .when((state) => keepLonger(state, '2026-01-26T10:00:00.000Z'))
      .thenRefused('draft-not-open');
    given(draftDecider, [aDraftBegun()])
      .when((state) => keepLonger(state, '2026-02-21T10:00:00.000Z'))
      .thenRefused('draft-not-open');
  });

  it('holds the last answer to each question', () => {
    const later = { ...answer, version: 4 };
    const { state } = given(draftDecider, [
      aDraftBegun(),
      anAnswerKept({ question: 'story' }),
      anAnswerKept({ question: 'title' }),
      anAnswerKept({ question: 'story', answer: later }),
    ]);
    expect(state?.answers).toEqual({ story: later, title: answer });
  });

  it('that is not there takes no answer', () => {
    given(draftDecider, [])
      .when((state) => keepAnswer(state, { question: 'story', answer }, '2026-01-23T10:00:00.000Z'))
      .thenRefused('draft-not-open');
  });

  it('takes no answer once its time is over, though nobody cleared it away yet', () => {
    const { state, when } = given(draftDecider, [aDraftBegun({ expiresAt: '2026-02-21T10:00:00.000Z' })]);
    expect(draftIsOpen(state, '2026-02-21T09:59:59.000Z')).toBe(true);
    expect(draftIsOpen(state, '2026-02-21T10:00:00.000Z')).toBe(false);
    when((before) => keepAnswer(before, { question: 'story', answer }, '2026-02-21T10:00:00.000Z')).thenRefused(
      'draft-not-open',
    );
  });

  it.each(['told', 'discarded'] as const)('ends when it is %s, and then takes no answer', (because) => {
    given(draftDecider, [aDraftBegun()])
      .when((state) => endDraft(state, because))
      .then([aDraftEnded(because)]);
    given(draftDecider, [aDraftBegun(), aDraftEnded(because)])
      .when((state) => keepAnswer(state, { question: 'story', answer }, '2026-01-23T10:00:00.000Z'))
      .thenRefused('draft-not-open');
  });

  it('ends once', () => {
    given(draftDecider, [aDraftBegun(), aDraftEnded('told')])
      .when((state) => endDraft(state, 'discarded'))
      .thenNothing();
  });

  it('that is not there cannot end', () => {
    given(draftDecider, [])
      .when((state) => endDraft(state, 'discarded'))
      .thenRefused('draft-not-open');
  });

  it('expires at its time and not before', () => {
    const begun = given(draftDecider, [aDraftBegun({ expiresAt: '2026-02-21T10:00:00.000Z' })]);
    begun.when((state) => expireDraft(state, '2026-02-21T09:00:00.000Z')).thenNothing();
    begun.when((state) => expireDraft(state, '2026-02-21T10:00:00.000Z')).then([aDraftEnded('expired')]);
  });

  it('does not expire when an answer was kept meanwhile, nor twice', () => {
    given(draftDecider, [aDraftBegun(), anAnswerKept({ expiresAt: '2026-02-22T10:00:00.000Z' })])
      .when((state) => expireDraft(state, '2026-02-21T11:00:00.000Z'))
      .thenNothing();
    given(draftDecider, [aDraftBegun(), aDraftEnded('told')])
      .when((state) => expireDraft(state, '2030-01-01T00:00:00.000Z'))
      .thenNothing();
  });
});
