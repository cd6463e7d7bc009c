import { given } from '#contracts/testing/given.js';

import type { StoryEvent } from './events.js';
import { mayGoToPanels } from './going-to-panels.js';
import { agreeToRedaction, proposeOtherWords, proposeRedaction, takeBackRedaction } from './redaction.js';
import { aStorySubmitted } from './story.builders.js';
import { storyDecider } from './story.js';

const box = (text: string, version = 2) => ({ class: 'text', version, box: text }) as const;
const original = { class: 'original', version: 1, box: 'as told' } as const;
const data = { redaction: 'R', programme: 'telling', storyVersion: 1, words: 4, text: box('less'), original };
const proposed: StoryEvent = { type: 'RedactionProposed', schemaVersion: 1, data };
const other = { redaction: 'R', words: 5, text: box('other words') };
const otherWords: StoryEvent = { type: 'OtherWordsProposed', schemaVersion: 1, data: other };
const takenBack: StoryEvent = { type: 'RedactionTakenBack', schemaVersion: 1, data: { redaction: 'R' } };
const agreed = (by: 'teller' | 'moderator', text = box('less'), words = 4): StoryEvent => ({
  ...{ type: 'RedactionAgreed', schemaVersion: 1 },
  data: { redaction: 'R', by, storyVersion: 2, words, text, original },
});
const cleared = (storyVersion: number): StoryEvent => ({
  ...{ type: 'StoryCleared', schemaVersion: 1, data: { storyVersion, how: 'read' } },
});
const corrected: StoryEvent = {
  ...{ type: 'StoryCorrected', schemaVersion: 1 },
  data: { storyVersion: 2, words: 4, text: box('own words'), original: null },
};
const withdrawn: StoryEvent = { type: 'StoryWithdrawn', schemaVersion: 1, data: { at: '2026-11-21' } };
const after = (...events: readonly StoryEvent[]) => given(storyDecider, [aStorySubmitted(), ...events]);
const goesToPanels = (...events: readonly StoryEvent[]): boolean => {
  const state = [aStorySubmitted(), ...events].reduce(storyDecider.evolve, storyDecider.initialState);
  return state !== undefined && mayGoToPanels(state);
};

describe('leaving others out of a story', () => {
  it('is proposed for the text that was read, and anew in place of one that is open', () => {
    after()
      .when((state) => proposeRedaction(state, data, 'less'))
      .then([proposed]);
    after(proposed, otherWords)
      .when((state) => proposeRedaction(state, { ...data, redaction: 'R2' }, 'less'))
      .then([{ ...proposed, data: { ...data, redaction: 'R2' } }]);
    after(corrected)
      .when((state) => proposeRedaction(state, data, 'less'))
      .thenRefused('story-changed-since-read');
    after()
      .when((state) => proposeRedaction(state, data, ' '))
      .thenRefused('story-empty');
  });

  it('becomes a new version when its teller agrees, to what they saw alone', () => {
    after(proposed)
      .when((state) => agreeToRedaction(state, 'R', 'teller'))
      .then([agreed('teller')]);
    after(proposed)
      .when((state) => agreeToRedaction(state, 'another', 'teller'))
      .thenRefused('redaction-not-open');
    after(proposed)
      .when((state) => agreeToRedaction(state, 'R', 'moderator'))
      .thenRefused('redaction-lies-with-teller');
    after(proposed, agreed('teller'))
      .when((state) => agreeToRedaction(state, 'R', 'teller'))
      .thenRefused('redaction-not-open');
  });

  it('may have other words of the teller, to which somebody else agrees', () => {
    after(proposed)
      .when((state) => proposeOtherWords(state, other, 'other words'))
      .then([otherWords]);
    after(proposed, otherWords)
      .when((state) => agreeToRedaction(state, 'R', 'teller'))
      .thenRefused('redaction-lies-with-moderator');
    after(proposed, otherWords)
      .when((state) => proposeOtherWords(state, other, 'again'))
      .thenRefused('redaction-lies-with-moderator');
    after(proposed, otherWords)
      .when((state) => agreeToRedaction(state, 'R', 'moderator'))
      .then([agreed('moderator', box('other words'), 5)]);
  });

  it('is taken back while it is open, over when its teller corrects the story, and nothing for one taken back', () => {
    after(proposed)
      .when((state) => takeBackRedaction(state, 'R'))
      .then([takenBack]);
    after(proposed, takenBack)
      .when((state) => takeBackRedaction(state, 'R'))
      .thenRefused('redaction-not-open');
    after(proposed, corrected)
      .when((state) => agreeToRedaction(state, 'R', 'teller'))
      .thenRefused('redaction-not-open');
    after(proposed, withdrawn)
      .when((state) => agreeToRedaction(state, 'R', 'teller'))
      .thenRefused('story-already-withdrawn');
  });

  it.each([
    ['read, and nothing proposed', [cleared(1)], true],
    ['read, and something proposed', [cleared(1), proposed], false],
    ['read while something is proposed', [proposed, cleared(1)], false],
    ['read, and the teller has other words', [cleared(1), proposed, otherWords], false],
    ['read, and taken back', [cleared(1), proposed, takenBack], true],
    ['agreed, and the new version not read', [cleared(1), proposed, agreed('teller')], false],
    ['agreed, and read', [proposed, agreed('teller'), cleared(2)], true],
  ])('keeps the story from panels until its teller agreed: %s', (_, events: readonly StoryEvent[], may) => {
    expect(goesToPanels(...events)).toBe(may);
  });
});
