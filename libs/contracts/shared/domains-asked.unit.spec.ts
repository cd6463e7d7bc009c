import { aDomain, aPeriod, aProgramme } from '../testing/a-programme.js';
import { askedWithIn, domainsAsked } from './domains-asked.js';

/** Named out of the order in which they open. */
const periods = [
  aPeriod({ id: 'third', opens: '2026-07-01' }),
  aPeriod({ id: 'first', opens: '2026-01-05' }),
  aPeriod({ id: 'second', opens: '2026-04-01' }),
];
const domains = [
  aDomain({ id: 'always' }),
  aDomain({ id: 'from-second', firstPeriod: 'second' }),
  aDomain({ id: 'until-second', lastPeriod: 'second' }),
  aDomain({ id: 'second-alone', firstPeriod: 'second', lastPeriod: 'second' }),
];

describe('the domains that a period asks about', () => {
  it.each([
    ['first', ['always', 'until-second']],
    ['second', ['always', 'from-second', 'until-second', 'second-alone']],
    ['third', ['always', 'from-second']],
  ])('in the %s', (period, ids) => {
    expect(domainsAsked({ domains, periods }, period).map(({ id }) => id)).toEqual(ids);
    expect(askedWithIn(aProgramme({ domains, periods }), period).domains.map(({ id }) => id)).toEqual(ids);
  });

  it('are all of them in a period that is not known', () => {
    expect(domainsAsked({ domains, periods }, 'x')).toEqual(domains);
  });
});
