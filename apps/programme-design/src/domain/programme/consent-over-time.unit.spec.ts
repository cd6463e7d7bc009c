import { usualConsentOverTime } from '#contracts/shared/consent-over-time.js';
import { given } from '#contracts/testing/given.js';

import { reviseConsentOverTime } from './consent-over-time.js';
import { programmeCreated } from './programme.builders.js';
import { programmeDecider } from './state.js';

const us = 'pont-y-bore';

describe('consent over time', () => {
  const { when } = given(programmeDecider, [programmeCreated()]);
  const young = { ...usualConsentOverTime, youngestAge: 16, below: 'with-adult' as const };

  it('says who may be with somebody younger, where they may tell with an adult', () => {
    when((state) => reviseConsentOverTime(state, us, young, null)).thenRefused('adults-missing', { field: 'adults' });
    const withParent = { ...young, adults: ['parent' as const] };
    when((state) => reviseConsentOverTime(state, us, withParent, 'They asked')).then([
      {
        type: 'ConsentOverTimeRevised',
        schemaVersion: 1,
        data: { consentOverTime: withParent, why: 'They asked' },
      },
    ]);
  });

  it.each([
    ['nobody is asked how old they are', { youngestAge: null }],
    ['nobody younger tells', { below: 'not-collected' as const }],
  ])('needs no adult where %s', (_, change) => {
    const settings = { ...young, ...change };
    when((state) => reviseConsentOverTime(state, us, settings, null)).then([
      { type: 'ConsentOverTimeRevised', schemaVersion: 1, data: { consentOverTime: settings, why: null } },
    ]);
  });

  it('of another organisation is not there', () => {
    when((state) => reviseConsentOverTime(state, 'others', young, null)).thenRefused('programme-not-found', {
      field: 'programme',
    });
  });
});
