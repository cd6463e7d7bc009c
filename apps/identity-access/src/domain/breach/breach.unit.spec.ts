import { given } from '#contracts/testing/given.js';

import { breachDecider, clockOfBreach, writeBreach, type BreachFacts, type BreachGiven } from './breach.js';

const words = { class: 'text', version: 1, box: 'sealed' } as const;
const now = '2026-11-21T10:00:00.000Z';
const found = '2026-11-20T09:30:00.000Z';
const facts: Omit<BreachFacts, 'closedAt'> = {
  ...{ foundAt: found, people: 12, kinds: ['stories', 'names'], risk: 'likely', regulator: 'to-decide' },
  ...{ regulatorToldAt: null, peopleToldAt: null },
};
const written = (closedAt: string | null, changed: Partial<BreachFacts> = {}) => ({
  ...{ type: 'BreachWritten' as const, schemaVersion: 1 },
  data: { breach: 'B1', facts: { ...facts, ...changed, closedAt }, words },
});
const write =
  (changed: Partial<BreachGiven> = {}) =>
  (state: Parameters<typeof writeBreach>[0]) =>
    writeBreach(state, 'B1', { ...facts, isClosed: false, hasReason: false, ...changed }, words, now);

describe('a breach', () => {
  const nothing = given(breachDecider, []);

  it('is written down as it is known, the number of people perhaps not yet', () => {
    nothing.when(write()).then([written(null)]);
    nothing.when(write({ people: null })).then([written(null, { people: null })]);
  });

  it('is closed once, when it is settled whether the regulator is told', () => {
    nothing.when(write({ isClosed: true })).thenRefused('breach-regulator-undecided', { field: 'regulator' });
    const told = { regulator: 'told', regulatorToldAt: '2026-11-20T12:00:00.000Z' } as const;
    nothing.when(write({ ...told, isClosed: true })).then([written(now, told)]);
    const before = '2026-11-21T08:00:00.000Z';
    given(breachDecider, [written(before, told)])
      .when(write({ ...told, isClosed: true }))
      .then([written(before, told)]);
  });

  it.each([
    ['breach-found-in-future', 'foundAt', { foundAt: '2026-11-21T10:00:01.000Z' }],
    ['breach-told-when-missing', 'regulatorToldAt', { regulator: 'told' }],
    ['breach-reason-missing', 'whyNotTold', { regulator: 'not-needed' }],
    ['breach-told-outside', 'regulatorToldAt', { regulator: 'told', regulatorToldAt: '2026-11-20T09:29:00.000Z' }],
    ['breach-told-outside', 'peopleToldAt', { peopleToldAt: '2026-11-22T10:00:00.000Z' }],
  ] as const)('is refused: %s', (refusal, field, changed) => {
    nothing.when(write(changed)).thenRefused(refusal, { field });
  });

  it('has 72 hours from when it was found', () => {
    const due = '2026-11-23T09:30:00.000Z';
    const at = (when: string, changed: Partial<BreachFacts> = {}) =>
      clockOfBreach({ ...facts, closedAt: null, ...changed }, when);
    expect(at(now)).toEqual({ dueAt: due, state: 'running', hours: 47 });
    expect(at(due).state).toBe('running');
    expect(at('2026-11-23T11:31:00.000Z')).toEqual({ dueAt: due, state: 'overdue', hours: 2 });
    expect(at(now, { regulator: 'told', regulatorToldAt: due }).state).toBe('told-in-time');
    expect(at(now, { regulator: 'told', regulatorToldAt: '2026-11-23T09:31:00.000Z' }).state).toBe('told-late');
    expect(at('2026-12-24T00:00:00.000Z', { regulator: 'not-needed' }).state).toBe('not-needed');
  });
});
