import { refuse } from '#contracts/shared/refusal.js';

import type { Arrangements } from './events.js';
import { event, inSitting, type By, type Decided, type State } from './in-sitting.js';
import { firstRefusal, onlyTheFacilitatorMay } from './rules.js';
import { membersPresent, type SittingState } from './state.js';

export const makeArrangements = (state: State, by: By, arrangements: Arrangements): Decided =>
  inSitting(
    state,
    by,
    (sitting) => {
      const members = membersPresent(sitting);
      const { speakLast, coFacilitator, livedExperience } = arrangements;
      return firstRefusal(
        onlyTheFacilitatorMay(sitting, by.actor),
        speakLast.some((each) => !members.includes(each)) ? refuse('not-a-member', 'speakLast') : undefined,
        coFacilitator === sitting.opened.facilitator
          ? refuse('co-facilitator-leads-already', 'coFacilitator')
          : undefined,
        livedExperience !== null && livedExperience > members.length
          ? refuse('more-than-there-are', 'livedExperience', { n: members.length })
          : undefined,
      );
    },
    () => [event('ArrangementsMade', arrangements)],
  );

/** Lived experience first: those who do not work with the programme, then those who do, and last who was named last. */
export function speakingOrder(sitting: SittingState, working: ReadonlySet<string>): readonly string[] {
  const last = new Set(sitting.arrangements?.speakLast ?? []);
  const turn = (member: string): number => (last.has(member) ? 2 : working.has(member) ? 1 : 0);
  return [...membersPresent(sitting)].sort((one, other) => turn(one) - turn(other));
}
