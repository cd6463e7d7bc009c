import type { CalendarDay } from '#contracts/shared/calendar-day.js';
import { given } from '#contracts/testing/given.js';

import type { StoryEvent } from './events.js';
import { endLegalHold, mayBeErased, placeLegalHold } from './legal-hold.js';
import { aStorySubmitted } from './story.builders.js';
import { storyDecider } from './story.js';

const why = { class: 'text', version: 1, box: 'sealed' } as const;
const data = { hold: 'H', of: 'story', until: '2026-12-31', why } as const;
const placed: StoryEvent = { type: 'LegalHoldPlaced', schemaVersion: 1, data };
const ended: StoryEvent = { type: 'LegalHoldEnded', schemaVersion: 1, data: { hold: 'H' } };
const withdrawn: StoryEvent = { type: 'StoryWithdrawn', schemaVersion: 1, data: { at: '2026-11-01' } };
const erased: StoryEvent = { type: 'StoryErased', schemaVersion: 1, data: { at: '2026-11-01' } };
const today = '2026-11-21';
const after = (...events: readonly StoryEvent[]) => given(storyDecider, [aStorySubmitted(), ...events]);
const refusedOn = (day: CalendarDay, ...events: readonly StoryEvent[]) => {
  const state = [aStorySubmitted(), ...events].reduce(storyDecider.evolve, storyDecider.initialState);
  return state === undefined ? 'nothing' : mayBeErased(state, day);
};

describe('a legal hold', () => {
  it('is placed once, also on a story that was taken back, and ended once', () => {
    after()
      .when((state) => placeLegalHold(state, data, today))
      .then([placed]);
    after(placed)
      .when((state) => placeLegalHold(state, data, today))
      .thenNothing();
    after(withdrawn)
      .when((state) => placeLegalHold(state, data, today))
      .then([placed]);
    after(placed)
      .when((state) => endLegalHold(state, 'H'))
      .then([ended]);
    after(placed, ended)
      .when((state) => endLegalHold(state, 'H'))
      .thenNothing();
  });

  it('is of no use on what is erased, or up to a day that is past', () => {
    after(erased)
      .when((state) => placeLegalHold(state, data, today))
      .thenRefused('story-erased-meanwhile');
    after()
      .when((state) => placeLegalHold(state, { ...data, until: '2026-11-20' }, today))
      .thenRefused('legal-hold-ends-before-today');
    after()
      .when((state) => placeLegalHold(state, { ...data, until: '2026-11-21' }, today))
      .then([{ ...placed, data: { ...data, until: '2026-11-21' } }]);
  });

  it('keeps a story from being erased up to its last day, the longest of several', () => {
    const longer: StoryEvent = { ...placed, data: { ...data, hold: 'L', until: '2027-01-31' } };
    expect(refusedOn('2026-12-31', placed)).toMatchObject({ refusal: 'held-by-law', details: { until: '2026-12-31' } });
    expect(refusedOn('2027-01-01', placed)).toBeUndefined();
    expect(refusedOn('2026-12-01', longer, placed)).toMatchObject({ details: { until: '2027-01-31' } });
    expect(refusedOn('2026-12-01', placed, ended)).toBeUndefined();
    expect(refusedOn('2026-12-01')).toBeUndefined();
  });
});
