import type { Decision } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';

import type { StoryCorrected, StoryEvent } from './events.js';
import { thereIsANarrative, within, type StoryState } from './story.js';

/** In the teller's own words again. `narrative` is looked at and not kept: what is kept is sealed. */
export const correctStory = (
  state: StoryState | undefined,
  narrative: string,
  data: StoryCorrected['data'],
): Decision<StoryEvent> =>
  within(state, ({ isWithdrawn, storyVersion }) => {
    if (isWithdrawn) return refuse('story-already-withdrawn');
    const refusal = thereIsANarrative(narrative);
    if (refusal !== undefined) return refusal;
    // Another correction came first: its words must not be lost under these.
    if (data.storyVersion !== storyVersion + 1) return refuse('story-corrected-meanwhile', 'narrative');
    return [{ type: 'StoryCorrected', schemaVersion: 1, data }];
  });

export const pauseSharing = (state: StoryState | undefined, at: string): Decision<StoryEvent> =>
  within(state, ({ isWithdrawn, isPaused }) => {
    if (isWithdrawn) return refuse('story-already-withdrawn');
    return isPaused ? [] : [{ type: 'SharingPaused', schemaVersion: 1, data: { at } }];
  });

export const resumeSharing = (state: StoryState | undefined, at: string): Decision<StoryEvent> =>
  within(state, ({ isWithdrawn, isPaused }) => {
    if (isWithdrawn) return refuse('story-already-withdrawn');
    return isPaused ? [{ type: 'SharingResumed', schemaVersion: 1, data: { at } }] : [];
  });

export const eraseStory = (state: StoryState | undefined, at: string): Decision<StoryEvent> =>
  within(state, ({ isErased }) => (isErased ? [] : [{ type: 'StoryErased', schemaVersion: 1, data: { at } }]));
