import type { CalendarDay } from '#contracts/shared/calendar-day.js';
import { aPeriod, aProgramme } from '#contracts/testing/a-programme.js';
import { given } from '#contracts/testing/given.js';

import {
  confirmRetention,
  duePeriods,
  endRetention,
  proposeRetention,
  retentionDecider,
  type RetentionEvent,
} from './retention.js';

const data = { run: 'R', programme: 'telling', stories: ['S1', 'S2'] };
const proposed: RetentionEvent = { type: 'RetentionProposed', schemaVersion: 1, data };
const confirmed: RetentionEvent = { type: 'RetentionConfirmed', schemaVersion: 1, data: {} };
const ran: RetentionEvent = { type: 'RetentionRan', schemaVersion: 1, data: { erased: 1, kept: 1 } };
const by = (person: string) => ({ proposedBy: 'A1', by: person });

describe('a list of stories kept long enough', () => {
  it('is proposed once, and never empty', () => {
    given(retentionDecider, [])
      .when((state) => proposeRetention(state, data))
      .then([proposed]);
    given(retentionDecider, [])
      .when((state) => proposeRetention(state, { ...data, stories: [] }))
      .thenRefused('retention-nothing-due');
  });

  it('is confirmed by a second person, once', () => {
    given(retentionDecider, [proposed])
      .when((state) => confirmRetention(state, by('A1')))
      .thenRefused('retention-second-person-needed');
    given(retentionDecider, [proposed])
      .when((state) => confirmRetention(state, by('E1')))
      .then([confirmed]);
    given(retentionDecider, [proposed, confirmed])
      .when((state) => confirmRetention(state, by('E1')))
      .thenRefused('retention-confirmed-already');
    given(retentionDecider, [])
      .when((state) => confirmRetention(state, by('E1')))
      .thenRefused('retention-not-found');
  });

  it('ends once, and not before it was confirmed', () => {
    given(retentionDecider, [proposed])
      .when((state) => endRetention(state, { erased: 1, kept: 1 }))
      .thenNothing();
    given(retentionDecider, [proposed, confirmed])
      .when((state) => endRetention(state, { erased: 1, kept: 1 }))
      .then([ran]);
    given(retentionDecider, [proposed, confirmed, ran])
      .when((state) => endRetention(state, { erased: 0, kept: 2 }))
      .thenNothing();
  });
});

describe('periods whose stories were kept long enough', () => {
  const care = (keepMonths: number | null) => ({ waitingDays: 0, words: { en: [], cy: [] }, keepMonths });
  const periods = [
    aPeriod({ id: 'old', closes: '2025-11-30', status: 'complete' }),
    aPeriod({ id: 'again', closes: '2025-11-30', status: 'open' }),
    aPeriod({ id: 'new', closes: '2026-03-31', status: 'in-panels' }),
  ];
  const due = (keepMonths: number | null, today: CalendarDay) =>
    duePeriods(aProgramme({ periods, care: care(keepMonths) }), today).map(({ period, dueOn }) => [period.id, dueOn]);

  it('are due so many months after they closed, to the day, and not while they are open', () => {
    expect(due(3, '2026-02-27')).toEqual([]);
    expect(due(3, '2026-02-28')).toEqual([['old', '2026-02-28']]);
    expect(due(3, '2026-06-30')).toEqual([
      ['old', '2026-02-28'],
      ['new', '2026-06-30'],
    ]);
  });

  it('are none where stories are kept until somebody asks', () => {
    expect(due(null, '2099-01-01')).toEqual([]);
    expect(duePeriods(aProgramme({ periods }), '2099-01-01')).toEqual([]);
  });
});
