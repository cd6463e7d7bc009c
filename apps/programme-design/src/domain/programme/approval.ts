import type { Decision } from '#contracts/shared/decider.js';
import { isSame } from '#contracts/shared/is-same.js';
import type { DataProtectionDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';

import { within } from './decide.js';
import type { PackApproved, ProgrammeEvent } from './events.js';
import type { ProgrammeState } from './state.js';
import { stepsOfLadder } from './steps-of-ladder.js';

type Decided = Decision<ProgrammeEvent>;

export function settleDataProtection(
  state: ProgrammeState,
  organisation: string,
  dataProtection: DataProtectionDesign,
  why: string | null,
): Decided {
  return within(state, organisation, (design) => {
    const { steps } = dataProtection;
    const known = stepsOfLadder(design);
    const stray = steps.findIndex(
      ({ step }, at) => !known.includes(step) || steps.findIndex((other) => other.step === step) !== at,
    );
    if (stray >= 0) return refuse('data-protection-step-unknown', `steps.${String(stray)}.step`);
    if (design.dataProtection !== undefined && isSame(design.dataProtection, dataProtection)) return [];
    return [{ type: 'DataProtectionSettled', schemaVersion: 1, data: { dataProtection, why } }];
  });
}

/** Once for one state of the settings: whoever approves again what is approved changes nothing. */
export function approvePack(state: ProgrammeState, organisation: string, approval: PackApproved['data']): Decided {
  return within(state, organisation, (design) => {
    const capacity = approval.capacity.trim();
    if (capacity === '') return refuse('pack-capacity-missing', 'capacity');
    if (design.approval !== undefined) return refuse('pack-approved-already');
    return [{ type: 'PackApproved', schemaVersion: 1, data: { ...approval, capacity } }];
  });
}
