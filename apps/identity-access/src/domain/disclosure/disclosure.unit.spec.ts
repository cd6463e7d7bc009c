import { given } from '#contracts/testing/given.js';

import {
  disclosureDecider,
  dueOn,
  isOverdue,
  writeDisclosure,
  type DisclosureFacts,
  type DisclosureGiven,
} from './disclosure.js';

const words = { class: 'text', version: 1, box: 'sealed' } as const;
const facts: DisclosureFacts = {
  ...{ kind: 'foi', basis: 'freedom-of-information', receivedOn: '2026-11-02' },
  ...{ bankHolidays: 0, outcome: 'open', answeredOn: null },
};
const write =
  (changed: Partial<DisclosureGiven> = {}) =>
  () =>
    writeDisclosure('D1', { ...facts, isDecided: false, ...changed }, words, '2026-11-21');

describe('a disclosure', () => {
  const nothing = given(disclosureDecider, []);

  it('is open until somebody decided it, on a day', () => {
    nothing
      .when(write())
      .then([{ type: 'DisclosureWritten', schemaVersion: 1, data: { disclosure: 'D1', facts, words } }]);
    const answered = { outcome: 'given-in-part', answeredOn: '2026-11-20' } as const;
    nothing.when(write({ ...answered, isDecided: true })).then([
      {
        ...{ type: 'DisclosureWritten', schemaVersion: 1 },
        data: { disclosure: 'D1', facts: { ...facts, ...answered }, words },
      },
    ]);
  });

  it.each([
    ['disclosure-received-in-future', 'receivedOn', { receivedOn: '2026-11-22' }],
    ['disclosure-answered-missing', 'answeredOn', { outcome: 'refused', isDecided: true }],
    ['disclosure-decider-missing', 'decidedBy', { outcome: 'refused', answeredOn: '2026-11-20' }],
    ['disclosure-answered-outside', 'answeredOn', { answeredOn: '2026-11-01' }],
  ] as const)('is refused: %s', (refusal, field, changed) => {
    nothing.when(write(changed)).thenRefused(refusal, { field });
  });

  it('has 20 working days under the Act, counted from the day after, and more where a person counts bank holidays', () => {
    // A Monday: four whole weeks later.
    expect(dueOn(facts)).toBe('2026-11-30');
    // A Saturday: the first working day is the Monday.
    expect(dueOn({ ...facts, receivedOn: '2026-11-07' })).toBe('2026-12-04');
    // Over Christmas: 25 and 28 December (for the 26th, a Saturday) and 1 January.
    expect(dueOn({ ...facts, receivedOn: '2026-12-11' })).toBe('2027-01-08');
    expect(dueOn({ ...facts, receivedOn: '2026-12-11', bankHolidays: 3 })).toBe('2027-01-13');
    expect(dueOn({ ...facts, kind: 'disclosure' })).toBeNull();
  });

  it('is overdue from the day after, while it is open', () => {
    expect([isOverdue(facts, '2026-11-30'), isOverdue(facts, '2026-12-01')]).toEqual([false, true]);
    expect(isOverdue({ ...facts, outcome: 'given' }, '2026-12-01')).toBe(false);
    expect(isOverdue({ ...facts, kind: 'disclosure' }, '2027-12-01')).toBe(false);
  });
});
