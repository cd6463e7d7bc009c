import type { ConsentOverTimeDesign } from '#contracts/shared/consent-over-time.js';
import type { Decision } from '#contracts/shared/decider.js';
import { isSame } from '#contracts/shared/is-same.js';
import { refuse } from '#contracts/shared/refusal.js';

import { within } from './decide.js';
import type { ProgrammeEvent } from './events.js';
import type { ProgrammeState } from './state.js';

/** It holds for stories told from now on. What is as it was is not written down as a change. */
export function reviseConsentOverTime(
  state: ProgrammeState,
  organisation: string,
  consentOverTime: ConsentOverTimeDesign,
  why: string | null,
): Decision<ProgrammeEvent> {
  return within(state, organisation, (design) => {
    const { youngestAge, below, adults } = consentOverTime;
    if (youngestAge !== null && below === 'with-adult' && adults.length === 0) {
      return refuse('adults-missing', 'adults');
    }
    return design.consentOverTime !== undefined && isSame(design.consentOverTime, consentOverTime)
      ? []
      : [{ type: 'ConsentOverTimeRevised', schemaVersion: 1, data: { consentOverTime, why } }];
  });
}
