import { aDomain, aPeriod, aProgramme } from '#contracts/testing/a-programme.js';
import { given } from '#contracts/testing/given.js';

import { changesSettings } from './changes-settings.js';
import type { DomainRevised, PeriodRevised } from './events.js';
import { programmeCreated } from './programme.builders.js';
import { reviseDomain, revisePeriod } from './revise-parts.js';
import { programmeDecider } from './state.js';

const us = 'pont-y-bore';
const why = 'The spring was late';
const winter = aPeriod({ id: 'winter', status: 'in-panels' });
const spring = aPeriod({
  ...{ id: 'spring', opens: '2026-04-01', closes: '2026-06-30', status: 'open' },
  name: { en: 'Spring', cy: 'Gwanwyn' },
});
const lessons = aDomain({ id: 'lessons', kind: 'negative', name: { en: 'Lessons', cy: 'Gwersi' } });
const designed = { periods: [spring, winter], domains: [aDomain(), lessons] };
const design = aProgramme(designed);
const programme = given(programmeDecider, [programmeCreated(designed)]);
const quality = { name: { en: 'Well-being', cy: 'Llesiant' }, description: { en: 'How life is', cy: 'Sut mae bywyd' } };
const days = { name: spring.name, opens: '2026-04-13', closes: '2026-07-10' };
const prompt = { lookBack: 'P6M', question: { en: 'What now?', cy: 'Beth nawr?' } };

describe('a domain', () => {
  it('is changed with why, for a first and a last period, and stays of its kind', () => {
    const about = { ...quality, firstPeriod: 'winter', lastPeriod: 'spring' };
    const revised: DomainRevised = { type: 'DomainRevised', schemaVersion: 1, data: { domain: 'lessons', about, why } };
    programme.when((state) => reviseDomain(state, us, 'lessons', about, why)).then([revised]);
    const after = programmeDecider.evolve(design, revised);
    expect(after?.domains).toEqual([aDomain(), { id: 'lessons', kind: 'negative', ...about }]);
    const reopened = { ...revised, data: { ...revised.data, about: quality } };
    expect(programmeDecider.evolve(after, reopened)?.domains[1]).toEqual({
      id: 'lessons',
      kind: 'negative',
      ...quality,
    });
  });

  it('that is as it was is no change', () => {
    const { name, description } = lessons;
    programme.when((state) => reviseDomain(state, us, 'lessons', { name, description }, why)).then([]);
  });

  it.each([
    ['that there is not', 'x', quality, 'domain-not-found', 'domain'],
    [
      'into the name of another',
      'quality',
      { ...quality, name: { en: 'Well-being', cy: 'GWERSI' } },
      'name-used-twice',
      'name.cy',
    ],
    [
      'from a period that there is not',
      'quality',
      { ...quality, firstPeriod: 'x' },
      'domain-period-unknown',
      'firstPeriod',
    ],
    [
      'to a period that there is not',
      'quality',
      { ...quality, lastPeriod: 'x' },
      'domain-period-unknown',
      'lastPeriod',
    ],
    [
      'to a period before its first',
      'quality',
      { ...quality, firstPeriod: 'spring', lastPeriod: 'winter' },
      'domain-ends-before-it-begins',
      'lastPeriod',
    ],
  ])('%s is refused', (_, domain, about, refusal, field) => {
    programme.when((state) => reviseDomain(state, us, domain, about, why)).thenRefused(refusal, { field });
  });

  it('is not changed by another organisation', () => {
    programme
      .when((state) => reviseDomain(state, 'others', 'quality', quality, why))
      .thenRefused('programme-not-found');
  });
});

describe('a period', () => {
  it('is put off while it is open: it stays open, and what it asks stays', () => {
    const revised: PeriodRevised = {
      ...{ type: 'PeriodRevised', schemaVersion: 1 },
      data: { period: 'spring', about: days, why },
    };
    programme.when((state) => revisePeriod(state, us, 'spring', days, why)).then([revised]);
    expect(programmeDecider.evolve(design, revised)?.periods).toEqual([{ ...spring, ...days }, winter]);
    expect(changesSettings(revised)).toBe(false);
  });

  it('asks another question, which is a change of what was approved', () => {
    const about = { ...days, prompt };
    const revised: PeriodRevised = {
      ...{ type: 'PeriodRevised', schemaVersion: 1 },
      data: { period: 'spring', about, why },
    };
    programme.when((state) => revisePeriod(state, us, 'spring', about, why)).then([revised]);
    const asking = programmeDecider.evolve(design, revised);
    expect(asking?.periods[0]?.prompt).toEqual(prompt);
    expect(changesSettings(revised)).toBe(true);
    given(programmeDecider, [programmeCreated(designed), revised])
      .when((state) => revisePeriod(state, us, 'spring', { ...about, closes: '2026-07-11' }, why))
      .then([{ ...revised, data: { ...revised.data, about: { ...days, closes: '2026-07-11' } } }]);
  });

  it('that is as it was is no change', () => {
    const { name, opens, closes } = spring;
    programme.when((state) => revisePeriod(state, us, 'spring', { name, opens, closes }, why)).then([]);
  });

  it.each([
    ['that there is not', 'x', days, 'period-not-found', 'period'],
    ['into the name of another', 'spring', { ...days, name: winter.name }, 'name-used-twice', 'name.en'],
    ['to close before it opens', 'spring', { ...days, closes: '2026-04-12' }, 'period-ends-before-it-begins', 'closes'],
  ])('%s is refused', (_, period, about, refusal, field) => {
    programme.when((state) => revisePeriod(state, us, period, about, why)).thenRefused(refusal, { field });
  });

  it('is not changed by another organisation', () => {
    programme.when((state) => revisePeriod(state, 'others', 'spring', days, why)).thenRefused('programme-not-found');
  });
});
