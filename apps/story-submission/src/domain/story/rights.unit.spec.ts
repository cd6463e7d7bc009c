import { given } from '#contracts/testing/given.js';

import type { StoryCorrected } from './events.js';
import { correctStory, eraseStory, pauseSharing, resumeSharing } from './rights.js';
import { aStorySubmitted } from './story.builders.js';
import { narrowConsent, storyDecider } from './story.js';
import { aConsent } from './story.builders.js';

const at = '2026-06-01';
const withdrawn = { type: 'StoryWithdrawn', schemaVersion: 1, data: { at } } as const;
const paused = { type: 'SharingPaused', schemaVersion: 1, data: { at } } as const;
const resumed = { type: 'SharingResumed', schemaVersion: 1, data: { at } } as const;
const erased = { type: 'StoryErased', schemaVersion: 1, data: { at } } as const;
const version = (storyVersion: number): StoryCorrected => ({
  type: 'StoryCorrected',
  schemaVersion: 1,
  data: { storyVersion, words: 2, text: { class: 'text', version: storyVersion, box: 'sealed' }, original: null },
});
const story = given(storyDecider, [aStorySubmitted()]);
const takenBack = given(storyDecider, [aStorySubmitted(), withdrawn]);

describe('correcting a story', () => {
  it('makes a new version beside the old one', () => {
    story.when((state) => correctStory(state, 'Two words', version(2).data)).then([version(2)]);
    given(storyDecider, [aStorySubmitted(), version(2)])
      .when((state) => correctStory(state, 'Two words', version(3).data))
      .then([version(3)]);
  });

  it('is refused over another correction that came first, so that no words are lost', () => {
    given(storyDecider, [aStorySubmitted(), version(2)])
      .when((state) => correctStory(state, 'Two words', version(2).data))
      .thenRefused('story-corrected-meanwhile');
  });

  it('is refused without words, and after it was taken back', () => {
    story.when((state) => correctStory(state, ' ', version(2).data)).thenRefused('story-empty');
    takenBack.when((state) => correctStory(state, 'Two words', version(2).data)).thenRefused('story-already-withdrawn');
  });

  it('is possible while sharing is paused', () => {
    given(storyDecider, [aStorySubmitted(), paused])
      .when((state) => correctStory(state, 'Two words', version(2).data))
      .then([version(2)]);
  });
});

describe('pausing', () => {
  it('is begun and ended by the teller, each once', () => {
    story.when((state) => pauseSharing(state, at)).then([paused]);
    story.when((state) => resumeSharing(state, at)).thenNothing();
    const still = given(storyDecider, [aStorySubmitted(), paused]);
    still.when((state) => pauseSharing(state, at)).thenNothing();
    still.when((state) => resumeSharing(state, at)).then([resumed]);
    given(storyDecider, [aStorySubmitted(), paused, resumed])
      .when((state) => pauseSharing(state, at))
      .then([paused]);
  });

  it('does not bring back what was taken back', () => {
    takenBack.when((state) => resumeSharing(state, at)).thenRefused('story-already-withdrawn');
  });
});

describe('erasing', () => {
  it('happens once, also after it was taken back, and nothing can be done with it afterwards', () => {
    story.when((state) => eraseStory(state, at)).then([erased]);
    takenBack.when((state) => eraseStory(state, at)).then([erased]);
    const gone = given(storyDecider, [aStorySubmitted(), erased]);
    gone.when((state) => eraseStory(state, at)).thenNothing();
    gone.when((state) => narrowConsent(state, aConsent())).thenRefused('story-already-withdrawn');
    gone.when((state) => pauseSharing(state, at)).thenRefused('story-already-withdrawn');
  });

  it('of a story that is not there is refused', () => {
    given(storyDecider, [])
      .when((state) => eraseStory(state, at))
      .thenRefused('story-not-found');
  });
});
