import type { Consent } from '#contracts/shared/consent.js';

import type { StorySubmitted } from './events.js';

export const aConsent = (given: Partial<Consent> = {}): Consent => ({
  audiences: { panel: { named: false }, organisation: { named: false } },
  exclusions: [],
  uses: [],
  wordingVersion: 1,
  language: 'en',
  answeredAt: '2026-01-22T10:00:00.000Z',
  how: 'own',
  ...given,
});

export const aStorySubmitted = (given: Partial<StorySubmitted['data']> = {}): StorySubmitted => ({
  type: 'StorySubmitted',
  schemaVersion: 1,
  data: {
    story: 'S',
    reference: 'DN-001',
    externalId: 'DN-001',
    programme: 'telling',
    period: '2026-Q1',
    domain: 'quality',
    language: 'en',
    route: 'own',
    toldOn: '2026-01-22',
    storyVersion: 1,
    words: 3,
    teller: 'T',
    collector: null,
    text: { class: 'text', version: 1, box: 'sealed' },
    names: null,
    original: null,
    consent: aConsent(),
    codeHash: null,
    import: null,
    ...given,
  },
});
