import type { Consent } from '#contracts/shared/consent.js';
import type { Decision } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

import type { StoryEvent } from './events.js';
import { allowsTheSame } from '#contracts/shared/narrowest-consent.js';
import { within, type StoryState } from './story.js';

export const mergeInto = (state: StoryState | undefined, into: string, why: Sealed): Decision<StoryEvent> =>
  within(state, ({ isErased, together }) => {
    if (isErased) return refuse('story-erased-meanwhile');
    if (together.mergedInto !== null) return together.mergedInto === into ? [] : refuse('story-merged-already');
    return [{ type: 'StoryMerged', schemaVersion: 1, data: { into, why } }];
  });

export const undoMerge = (state: StoryState | undefined, into: string): Decision<StoryEvent> =>
  within(state, ({ together }) =>
    together.mergedInto === into ? [{ type: 'StoryMergeUndone', schemaVersion: 1, data: { into } }] : [],
  );

/** Both consents hold: what was agreed to for the other one, whenever that changes. */
export const holdToConsentOf = (state: StoryState | undefined, from: string, consent: Consent): Decision<StoryEvent> =>
  within(state, ({ together, isErased }) => {
    const known = together.merged.find((each) => each.from === from);
    return isErased || (known !== undefined && allowsTheSame(known.consent, consent))
      ? []
      : [{ type: 'MergedConsentKnown', schemaVersion: 1, data: { from, consent } }];
  });

export const forgetConsentOf = (state: StoryState | undefined, from: string): Decision<StoryEvent> =>
  within(state, ({ together }) =>
    together.merged.some((each) => each.from === from)
      ? [{ type: 'MergedConsentForgotten', schemaVersion: 1, data: { from } }]
      : [],
  );
