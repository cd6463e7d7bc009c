import type { Decision } from '#contracts/shared/decider.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

import type { StoryEvent } from './events.js';
import { domainIsOfTheProgramme, within, type StoryState } from './story.js';

/** Into a domain of its programme, or into none (null). One that is there already stays, and nothing is written. */
export const moveStory = (
  state: StoryState | undefined,
  design: ProgrammeDesign,
  domain: string | null,
  why: Sealed | null,
): Decision<StoryEvent> =>
  within(state, ({ domain: from, isWithdrawn }) => {
    if (isWithdrawn) return refuse('story-already-withdrawn');
    const refusal = domainIsOfTheProgramme(design, domain);
    if (refusal !== undefined) return refusal;
    return from === domain ? [] : [{ type: 'StoryMoved', schemaVersion: 1, data: { from, domain, why } }];
  });
