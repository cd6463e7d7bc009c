import type { Decision } from '#contracts/shared/decider.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';

import type { StoryEvent } from './events.js';
import type { OpenRedaction, OtherWordsProposed, RedactionProposed } from './redaction-events.js';
import { thereIsANarrative, within, type StoryState } from './story.js';

/** Proposed anew while one is open, it takes the place of that one. */
export const proposeRedaction = (
  state: StoryState | undefined,
  data: RedactionProposed['data'],
  narrative: string,
): Decision<StoryEvent> =>
  within(state, ({ isWithdrawn, storyVersion }) => {
    if (isWithdrawn) return refuse('story-already-withdrawn');
    if (data.storyVersion !== storyVersion) return refuse('story-changed-since-read');
    return thereIsANarrative(narrative) ?? [{ type: 'RedactionProposed', schemaVersion: 1, data }];
  });

const open = (
  state: StoryState | undefined,
  redaction: string,
  decide: (redaction: OpenRedaction) => Decision<StoryEvent>,
): Decision<StoryEvent> =>
  within(state, (story) => {
    if (story.isWithdrawn) return refuse('story-already-withdrawn');
    // Another was proposed meanwhile: nobody agrees to words that they have not seen.
    return story.redaction?.redaction === redaction ? decide(story.redaction) : refuse('redaction-not-open');
  });

const liesWith = (who: OpenRedaction['liesWith'], redaction: OpenRedaction): Refusal | undefined =>
  redaction.liesWith === who ? undefined : refuse(`redaction-lies-with-${redaction.liesWith}`);

export const agreeToRedaction = (
  state: StoryState | undefined,
  redaction: string,
  by: 'teller' | 'moderator',
): Decision<StoryEvent> =>
  open(state, redaction, (proposed) => {
    const { storyVersion, words, text, original } = proposed;
    return (
      liesWith(by, proposed) ?? [
        {
          type: 'RedactionAgreed',
          schemaVersion: 1,
          data: { redaction, by, storyVersion: storyVersion + 1, words, text, original },
        },
      ]
    );
  });

export const proposeOtherWords = (
  state: StoryState | undefined,
  data: OtherWordsProposed['data'],
  narrative: string,
): Decision<StoryEvent> =>
  open(
    state,
    data.redaction,
    (proposed) =>
      liesWith('teller', proposed) ??
      thereIsANarrative(narrative) ?? [{ type: 'OtherWordsProposed', schemaVersion: 1, data }],
  );

export const takeBackRedaction = (state: StoryState | undefined, redaction: string): Decision<StoryEvent> =>
  open(state, redaction, () => [{ type: 'RedactionTakenBack', schemaVersion: 1, data: { redaction } }]);
