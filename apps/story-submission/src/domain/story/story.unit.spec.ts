import { aDomain, aPeriod, aProgramme } from '#contracts/testing/a-programme.js';
import { given } from '#contracts/testing/given.js';

import { aConsent, aStorySubmitted } from './story.builders.js';
import { narrowConsent, refusalOfTelling, storyDecider, submitStory, withdrawStory, wordsIn } from './story.js';

const open = aProgramme({ periods: [aPeriod({ status: 'open' })] });
const past = aPeriod({ id: '2025-Q4', opens: '2025-10-01', closes: '2025-12-31' });
const noLonger = aProgramme({ periods: [past, ...open.periods], domains: [aDomain({ lastPeriod: '2025-Q4' })] });
const told = { period: '2026-Q1', domain: 'quality', narrative: 'I got off the bus', consent: aConsent() };
const withdrawn = { type: 'StoryWithdrawn', schemaVersion: 1, data: { at: '2026-06-01' } } as const;

describe('telling a story', () => {
  it('is allowed while its period is open', () => {
    expect(refusalOfTelling(open, told)).toBeUndefined();
  });

  it('takes a story without a domain', () => {
    expect(refusalOfTelling(open, { ...told, domain: null })).toBeUndefined();
  });

  it.each([
    ['in a period that is not open', aProgramme(), told, 'story-period-not-open', 'period'],
    ['in a period that there is not', open, { ...told, period: '2030' }, 'story-period-unknown', 'period'],
    ['in a domain that there is not', open, { ...told, domain: 'x' }, 'story-domain-unknown', 'domain'],
    ['in a domain that its period does not ask about', noLonger, told, 'story-domain-not-asked', 'domain'],
    ['of nothing but spaces', open, { ...told, narrative: ' \n ' }, 'story-empty', 'narrative'],
    ['of 100,001 characters', open, { ...told, narrative: 'a'.repeat(100_001) }, 'story-too-long', 'narrative'],
    ['for nobody', open, { ...told, consent: aConsent({ audiences: {} }) }, 'story-consent-missing', 'audiences'],
  ])('is refused %s', (_, programme, story, refusal, field) => {
    expect(refusalOfTelling(programme, story)).toMatchObject({ refusal, field });
  });

  it('counts people’s characters: 100,000 emoji are taken', () => {
    expect(refusalOfTelling(open, { ...told, narrative: '🌱'.repeat(100_000) })).toBeUndefined();
  });

  it('happens once', () => {
    given(storyDecider, [aStorySubmitted()])
      .when((state) => submitStory(state, aStorySubmitted().data))
      .thenRefused('story-id-taken');
  });
});

describe('a story that was told', () => {
  const story = given(storyDecider, [aStorySubmitted()]);

  it('can be taken back', () => {
    story.when((state) => withdrawStory(state, '2026-06-01')).then([withdrawn]);
  });

  it('is taken back once', () => {
    given(storyDecider, [aStorySubmitted(), withdrawn])
      .when((state) => withdrawStory(state, '2026-07-01'))
      .thenNothing();
  });

  it('cannot be narrowed after it was taken back', () => {
    given(storyDecider, [aStorySubmitted(), withdrawn])
      .when((state) => narrowConsent(state, aConsent()))
      .thenRefused('story-already-withdrawn');
  });

  it('that is not there cannot be taken back', () => {
    given(storyDecider, [])
      .when((state) => withdrawStory(state, '2026-06-01'))
      .thenRefused('story-not-found');
  });
});

describe('words', () => {
  it('are what stands between spaces', () => {
    expect(wordsIn(' Dau air.\nOnd trodd ')).toBe(4);
  });
});
