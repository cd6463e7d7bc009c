import { given } from '#contracts/testing/given.js';

import type { StoryEvent } from './events.js';
import { clearStory, holdBackStory } from './moderation.js';
import { aStorySubmitted } from './story.builders.js';
import { storyDecider, submitStory } from './story.js';

const story = (...events: readonly StoryEvent[]) => given(storyDecider, [aStorySubmitted(), ...events]);
const sealed = { class: 'text', version: 1, box: 'sealed' } as const;
const cleared = (storyVersion: number): StoryEvent => ({
  ...{ type: 'StoryCleared', schemaVersion: 1, data: { storyVersion, how: 'read' } },
});
const heldBack: StoryEvent = { type: 'StoryHeldBack', schemaVersion: 1, data: { storyVersion: 1, why: sealed } };
const corrected: StoryEvent = {
  ...{ type: 'StoryCorrected', schemaVersion: 1 },
  data: { storyVersion: 2, words: 4, text: sealed, original: null },
};

describe('reading a story before any panel does', () => {
  it('clears it, once', () => {
    story()
      .when((state) => clearStory(state, 1))
      .then([cleared(1)]);
    story(cleared(1))
      .when((state) => clearStory(state, 1))
      .thenNothing();
  });

  it('holds it back, also after it was cleared, and clears it later', () => {
    story(cleared(1))
      .when((state) => holdBackStory(state, 1, sealed))
      .then([heldBack]);
    story(heldBack)
      .when((state) => clearStory(state, 1))
      .then([cleared(1)]);
  });

  it('is for the text that was read: a corrected one is read again', () => {
    story(corrected)
      .when((state) => clearStory(state, 1))
      .thenRefused('story-changed-since-read');
    story(cleared(1), corrected)
      .when((state) => clearStory(state, 2))
      .then([cleared(2)]);
  });

  it('is over for one that was taken back', () => {
    const withdrawn: StoryEvent = { type: 'StoryWithdrawn', schemaVersion: 1, data: { at: '2026-11-21' } };
    story(withdrawn)
      .when((state) => clearStory(state, 1))
      .thenRefused('story-already-withdrawn');
    story(withdrawn)
      .when((state) => holdBackStory(state, 1, sealed))
      .thenRefused('story-already-withdrawn');
  });

  it('may have been before it was brought in, where whoever brings it in says so', () => {
    const { data } = aStorySubmitted();
    given(storyDecider, [])
      .when((state) => submitStory(state, data, true))
      .then([
        { type: 'StorySubmitted', schemaVersion: 1, data },
        { type: 'StoryCleared', schemaVersion: 1, data: { storyVersion: 1, how: 'before-import' } },
      ]);
  });
});
