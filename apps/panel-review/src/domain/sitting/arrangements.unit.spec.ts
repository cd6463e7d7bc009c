import { makeArrangements, speakingOrder } from './arrangements.js';
import type { Arrangements } from './events.js';
import { closed, facilitator, member, sitting, stateOf } from './sitting.builders.js';

const arrangements = (given: Partial<Arrangements> = {}): Arrangements => ({
  ...{ livedExperience: 2, speakLast: [], coFacilitator: null, payAnHour: 1250, areExpensesPaid: true },
  ...{ breakAfter: 45, isDebriefOffered: true, groundRules: null },
  ...given,
});
const making =
  (by: typeof facilitator, given: Partial<Arrangements> = {}) =>
  (state: Parameters<typeof makeArrangements>[0]) =>
    makeArrangements(state, by, arrangements(given));

describe('how a meeting is held', () => {
  it('is recorded by whoever leads it, while it is open', () => {
    const made = { type: 'ArrangementsMade' as const, schemaVersion: 1, data: arrangements() };
    sitting().when(making(facilitator)).then([made]);
    sitting()
      .when(making(member('M1')))
      .thenRefused('not-the-facilitator');
    sitting(closed()).when(making(facilitator)).thenRefused('sitting-closed');
  });

  it('names nobody who does not sit, nobody as their own second, and no more people than there are', () => {
    sitting()
      .when(making(facilitator, { speakLast: ['X'] }))
      .thenRefused('not-a-member');
    sitting()
      .when(making(facilitator, { coFacilitator: 'F1' }))
      .thenRefused('co-facilitator-leads-already');
    sitting()
      .when(making(facilitator, { livedExperience: 4 }))
      .thenRefused('more-than-there-are');
    const all = { type: 'ArrangementsMade' as const, schemaVersion: 1, data: arrangements({ livedExperience: 3 }) };
    sitting()
      .when(making(facilitator, { livedExperience: 3 }))
      .then([all]);
  });

  it('lets those with lived experience speak first, who works with the programme later, and senior staff last', () => {
    const made = { type: 'ArrangementsMade' as const, schemaVersion: 1, data: arrangements({ speakLast: ['M1'] }) };
    expect(speakingOrder(stateOf(sitting(made)), new Set(['M1', 'M2']))).toEqual(['M3', 'M2', 'M1']);
    expect(speakingOrder(stateOf(sitting()), new Set())).toEqual(['M1', 'M2', 'M3']);
  });
});
