import type { Decision } from '#contracts/shared/decider.js';
import { isSame } from '#contracts/shared/is-same.js';
import type { MediaDesign } from '#contracts/shared/programme.js';

import { within } from './decide.js';
import type { ProgrammeEvent } from './events.js';
import type { ProgrammeState } from './state.js';

/** What a programme begins with that is set up on the page: a telephone’s pictures, some minutes of speaking, a short film. */
export const usualMedia: MediaDesign = { most: 5, largest: { picture: 15, audio: 50, video: 95, pdf: 10 } };

/** What was added before stays with its story. What is as it was is not written down as a change. */
export function reviseMedia(
  state: ProgrammeState,
  organisation: string,
  media: MediaDesign,
  why: string | null,
): Decision<ProgrammeEvent> {
  return within(state, organisation, (design) =>
    design.media !== undefined && isSame(design.media, media)
      ? []
      : [{ type: 'MediaRulesRevised', schemaVersion: 1, data: { media, why } }],
  );
}
