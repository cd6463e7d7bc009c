import type { Consent } from '#contracts/shared/consent.js';
import type { Decision } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';

import type { StoryEvent } from './events.js';
import { within, type StoryState } from './story.js';

/** While sharing stands still nothing is given: it goes on first. */
export const renewConsent = (state: StoryState | undefined, consent: Consent): Decision<StoryEvent> =>
  within(state, ({ isWithdrawn, isPaused, together }) => {
    if (isWithdrawn) return refuse('story-already-withdrawn');
    // What others answered of the same story is not one person's to widen.
    if (together.contributors.length + together.merged.length > 0) return refuse('renewal-with-others');
    return isPaused
      ? refuse('story-sharing-paused')
      : [{ type: 'ConsentRenewed', schemaVersion: 1, data: { consent } }];
  });
