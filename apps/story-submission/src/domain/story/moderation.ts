import type { Decision } from '#contracts/shared/decider.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

import type { StoryEvent } from './events.js';
import { within, type StoryState } from './story.js';

/** What was read has to be what stands there: a teller may have corrected it meanwhile. */
const readIsNewest = ({ isWithdrawn, storyVersion }: StoryState, version: number): Refusal | undefined => {
  if (isWithdrawn) return refuse('story-already-withdrawn');
  return version === storyVersion ? undefined : refuse('story-changed-since-read');
};

export const clearStory = (state: StoryState | undefined, storyVersion: number): Decision<StoryEvent> =>
  within(state, (story) => {
    const refusal = readIsNewest(story, storyVersion);
    if (refusal !== undefined) return refusal;
    if (story.moderation === 'cleared') return [];
    return [{ type: 'StoryCleared', schemaVersion: 1, data: { storyVersion, how: 'read' } }];
  });

export const holdBackStory = (state: StoryState | undefined, storyVersion: number, why: Sealed): Decision<StoryEvent> =>
  within(
    state,
    (story) =>
      readIsNewest(story, storyVersion) ?? [{ type: 'StoryHeldBack', schemaVersion: 1, data: { storyVersion, why } }],
  );
