import type { CalendarDay } from '#contracts/shared/calendar-day.js';
import { given } from '#contracts/testing/given.js';

import {
  answerStillSo,
  askStillSo,
  chooseStillSo,
  nextDue,
  openQuestion,
  postStillSo,
  returnStillSo,
  stillSoDecider,
  type Months,
  type StillSoEvent,
} from './still-so.js';

const chosen = (...months: readonly Months[]): StillSoEvent => ({
  type: 'StillSoChosen',
  schemaVersion: 1,
  data: { story: 'S', programme: 'telling', toldOn: '2025-11-30', months },
});
const asked = (months: Months, by: 'mail' | 'letter' | 'page' = 'page'): StillSoEvent => ({
  type: 'StillSoAsked',
  schemaVersion: 1,
  data: { story: 'S', months, by },
});
const at = '2026-03-01T10:00:00.000Z';
const said = { answer: 'has-changed', words: { class: 'text', version: 1_003, box: 'sealed' } } as const;
const answered = (months: Months): StillSoEvent => ({
  type: 'StillSoAnswered',
  schemaVersion: 1,
  data: { story: 'S', months, ...said, at },
});
const choosing =
  (today: CalendarDay, ...months: readonly Months[]) =>
  (state: Parameters<typeof chooseStillSo>[0]) =>
    chooseStillSo(state, { story: 'S', programme: 'telling', toldOn: '2025-11-30', months }, today);

describe('asking whether it is still so', () => {
  it('is the teller’s choice, which they can change and take back', () => {
    given(stillSoDecider, [])
      .when(choosing('2025-12-01', 12, 3))
      .then([chosen(3, 12)]);
    given(stillSoDecider, [chosen(3, 12)])
      .when(choosing('2025-12-01', 3, 12))
      .thenNothing();
    given(stillSoDecider, [chosen(3, 12)])
      .when(choosing('2025-12-01'))
      .then([chosen()]);
  });

  it('cannot be chosen for a day that is over', () => {
    given(stillSoDecider, []).when(choosing('2026-02-28', 3)).thenRefused('still-so-day-is-over');
    given(stillSoDecider, [])
      .when(choosing('2026-02-27', 3))
      .then([chosen(3)]);
  });

  it('comes on the same day of a later month, or on its last where it has no such day, and once', () => {
    const before = given(stillSoDecider, [chosen(3, 6)]);
    expect(nextDue(before.state)).toBe('2026-02-28');
    before.when((state) => askStillSo(state, 'S', 'mail', '2026-02-27')).thenNothing();
    before.when((state) => askStillSo(state, 'S', 'mail', '2026-02-28')).then([asked(3, 'mail')]);
    const after = given(stillSoDecider, [chosen(3, 6), asked(3)]);
    after.when((state) => askStillSo(state, 'S', 'page', '2026-03-01')).thenNothing();
    expect(nextDue(after.state)).toBe('2026-05-30');
  });

  it('is one question where several days have passed', () => {
    const late = given(stillSoDecider, [chosen(3, 6, 12)]);
    late.when((state) => askStillSo(state, 'S', 'page', '2026-06-01')).then([asked(6)]);
    const after = given(stillSoDecider, [chosen(3, 6, 12), asked(6)]);
    expect(nextDue(after.state)).toBe('2026-11-30');
  });

  it('is answered once each time, and every answer stays beside the others', () => {
    given(stillSoDecider, [chosen(3)])
      .when((state) => answerStillSo(state, 'S', said, at))
      .thenRefused('still-so-not-asked');
    given(stillSoDecider, [chosen(3), asked(3)])
      .when((state) => answerStillSo(state, 'S', said, at))
      .then([answered(3)]);
    given(stillSoDecider, [chosen(3), asked(3), answered(3)])
      .when((state) => answerStillSo(state, 'S', said, at))
      .thenRefused('still-so-not-asked');
    const { state } = given(stillSoDecider, [chosen(3, 6), asked(3), answered(3), asked(6), answered(6)]);
    expect(state.parts.map(({ months }) => months)).toEqual([3, 6]);
  });

  it('that was not answered is asked no more once the next is', () => {
    const { state } = given(stillSoDecider, [chosen(3, 6), asked(3), asked(6)]);
    expect(openQuestion(state)).toBe(6);
  });

  it('by letter waits until it is posted, once', () => {
    given(stillSoDecider, [chosen(3), asked(3, 'letter')])
      .when(postStillSo)
      .then([{ type: 'StillSoPosted', schemaVersion: 1, data: { months: 3 } }]);
    for (const events of [
      [chosen(3), asked(3)],
      [chosen(3), asked(3, 'letter'), answered(3)],
    ]) {
      given(stillSoDecider, events).when(postStillSo).thenRefused('still-so-no-letter');
    }
  });

  it('that could not be sent still waits on their page', () => {
    const { state, when } = given(stillSoDecider, [chosen(3), asked(3, 'mail')]);
    when((before) => returnStillSo(before, 'contact-gone')).then([
      { type: 'StillSoNotSent', schemaVersion: 1, data: { months: 3, because: 'contact-gone' } },
    ]);
    expect(openQuestion(state)).toBe(3);
  });
});
