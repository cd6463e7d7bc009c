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

/** `isNobodyRecognised`: what whoever read it says of a story that is told so that nobody can be recognised. */
export const clearStory = (
  state: StoryState | undefined,
  storyVersion: number,
  by = '',
  isNobodyRecognised = false,
): Decision<StoryEvent> =>
  within(state, (story) => {
    const refusal = readIsNewest(story, storyVersion) ?? isConfirmed(story, by, isNobodyRecognised);
    if (refusal !== undefined) return refusal;
    if (story.moderation === 'cleared') return [];
    const data = { storyVersion, how: 'read' as const, ...(isNobodyRecognised ? { isNobodyRecognised } : {}) };
    return [{ type: 'StoryCleared', schemaVersion: 1, data }];
  });

/** Where it is told so that nobody can be recognised, somebody else than who told it has to find the same. */
function isConfirmed({ submitted }: StoryState, by: string, isNobodyRecognised: boolean): Refusal | undefined {
  if (submitted.nobodyRecognisable === undefined) return undefined;
  if (by === submitted.collector) return refuse('story-read-by-who-told-it');
  return isNobodyRecognised ? undefined : refuse('nobody-recognised-not-said', 'nobodyRecognised');
}

export const holdBackStory = (state: StoryState | undefined, storyVersion: number, why: Sealed): Decision<StoryEvent> =>
  within(
    state,
    (story) =>
      readIsNewest(story, storyVersion) ?? [{ type: 'StoryHeldBack', schemaVersion: 1, data: { storyVersion, why } }],
  );

/** Held at the key already: also where another text stands there by now. */
export const holdBackWhatStands = (state: StoryState | undefined, why: Sealed | null): Decision<StoryEvent> =>
  within(state, ({ isWithdrawn, storyVersion }) =>
    isWithdrawn
      ? refuse('story-already-withdrawn')
      : [{ type: 'StoryHeldBack', schemaVersion: 1, data: { storyVersion, why } }],
  );
