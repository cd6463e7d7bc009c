import { given } from '#contracts/testing/given.js';

import { hoursDecider, keepHours, makePayment, owed, type HoursEvent, type HoursKept } from './hours.js';

const kept = (over: Partial<HoursKept['data']> = {}): HoursKept => ({
  type: 'HoursKept',
  schemaVersion: 1,
  data: {
    ...{ sitting: 'S', organisation: 'pont-y-bore', programme: 'telling', panel: 'east', period: '2026-Q1' },
    ...{ member: 'M1', minutes: 100, payAnHour: 1250, expenses: 460 },
    ...over,
  },
});
const payment = (pence: number) => ({
  type: 'PaymentMade' as const,
  schemaVersion: 1,
  data: { pence, paidOn: '2026-05-01' },
});
const owedAfter = (...events: readonly HoursEvent[]) => {
  const { state } = given(hoursDecider, events);
  return state === undefined ? undefined : owed(state);
};

describe('hours and what is owed for them', () => {
  it('are so much an hour and expenses, to the penny', () => {
    // 100 minutes at £12.50 an hour are £20.83 and a third; £4.60 for the bus.
    expect(owedAfter(kept())).toBe(2543);
    // 50 minutes at 111 pence an hour are 92.5 pence.
    expect(owedAfter(kept({ minutes: 50, payAnHour: 111, expenses: 0 }))).toBe(93);
    expect(owedAfter(kept({ payAnHour: 0 }))).toBe(460);
  });

  it('are put right by keeping them again; what was paid stays paid', () => {
    expect(owedAfter(kept(), payment(2000))).toBe(543);
    expect(owedAfter(kept(), payment(2000), kept({ minutes: 60 }))).toBe(0);
    given(hoursDecider, [kept()])
      .when((state) => keepHours(state, kept().data))
      .thenNothing();
    // The same hours for another pay are other hours.
    const better = kept({ payAnHour: 1300 });
    given(hoursDecider, [kept()])
      .when((state) => keepHours(state, better.data))
      .then([better]);
  });

  it('are paid once: no more than is owed, and in the organisation alone', () => {
    const paying =
      (pence: number, organisation = 'pont-y-bore') =>
      (state: Parameters<typeof makePayment>[0]) =>
        makePayment(state, organisation, payment(pence).data);
    given(hoursDecider, [kept()])
      .when(paying(2543))
      .then([payment(2543)]);
    given(hoursDecider, [kept(), payment(2543)])
      .when(paying(1))
      .thenRefused('paid-more-than-owed');
    given(hoursDecider, [kept()]).when(paying(Number.NaN)).thenRefused('paid-more-than-owed');
    given(hoursDecider, [kept()]).when(paying(1, 'others')).thenRefused('hours-not-found');
    given(hoursDecider, []).when(paying(1)).thenRefused('hours-not-found');
  });
});
