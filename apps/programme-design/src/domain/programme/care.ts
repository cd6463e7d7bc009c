import type { Decision } from '#contracts/shared/decider.js';
import { isSame } from '#contracts/shared/is-same.js';
import type { CareDesign } from '#contracts/shared/programme.js';

import { within } from './decide.js';
import type { ProgrammeEvent } from './events.js';
import type { ProgrammeState } from './state.js';

/** What a programme begins with that is set up on the page: a week, and nothing that only its own people can know. */
export const usualCare: CareDesign = { waitingDays: 7, words: { en: [], cy: [] }, keepMonths: null };

/** Stories that wait already wait as long as they were told. What is as it was is not written down as a change. */
export function reviseCare(
  state: ProgrammeState,
  organisation: string,
  care: CareDesign,
  why: string | null,
): Decision<ProgrammeEvent> {
  return within(state, organisation, (design) =>
    design.care !== undefined && isSame(design.care, care)
      ? []
      : [{ type: 'CareRevised', schemaVersion: 1, data: { care, why } }],
  );
}
