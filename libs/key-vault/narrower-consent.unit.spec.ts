import type { Consent } from '#contracts/shared/consent.js';

import { widening } from './narrower-consent.js';

const standing: Consent = {
  audiences: { panel: { named: true }, organisation: { named: false } },
  exclusions: [{ kind: 'person', id: 'p1' }],
  uses: ['quote', 'translate'],
  wordingVersion: 2,
  language: 'en',
  answeredAt: '2026-03-02T10:00:00Z',
  how: 'own',
};

describe('what would make a consent wider', () => {
  it.each<[string, Partial<Consent>, string | undefined]>([
    ['the same again', {}, undefined],
    ['an audience fewer', { audiences: { panel: { named: true } } }, undefined],
    ['no audience', { audiences: {} }, undefined],
    ['the name no longer shown', { audiences: { panel: { named: false } } }, undefined],
    ['a use fewer', { uses: ['quote'] }, undefined],
    [
      'one more exclusion',
      {
        exclusions: [
          { kind: 'team', id: 't1' },
          { kind: 'person', id: 'p1' },
        ],
      },
      undefined,
    ],
    ['newer wording', { wordingVersion: 3, language: 'cy' }, undefined],
    ['another audience', { audiences: { public: { named: false } } }, 'audience public'],
    ['the name shown to one more', { audiences: { organisation: { named: true } } }, 'name shown to organisation'],
    ['another use', { uses: ['quote', 'research-archive'] }, 'use research-archive'],
    ['an exclusion lifted', { exclusions: [] }, 'exclusion of a person lifted'],
    ['an exclusion of another kind', { exclusions: [{ kind: 'team', id: 'p1' }] }, 'exclusion of a person lifted'],
    ['one audience given for another', { audiences: { partner: { named: false } } }, 'audience partner'],
  ])('%s', (_, change, expected) => {
    expect(widening(standing, { ...standing, ...change })).toBe(expected);
  });
});
