import { refuse } from '#contracts/shared/refusal.js';

import { event, inSitting, type By, type Decided, type State } from './in-sitting.js';
import { firstRefusal, onlyTheFacilitatorMay } from './rules.js';
import { membersPresent } from './state.js';

/** Whoever did not come still counts for the quorum; what was read out they have not heard. */
export const recordWhoCame = (state: State, by: By, said: readonly string[]): Decided =>
  inSitting(
    state,
    by,
    (sitting) =>
      firstRefusal(
        onlyTheFacilitatorMay(sitting, by.actor),
        sitting.opened.heldIn === 'room' ? undefined : refuse('attendance-without-room'),
        said.some((each) => !membersPresent(sitting).includes(each))
          ? refuse('attendance-of-no-member', 'came')
          : undefined,
      ),
    (sitting) => {
      const came = membersPresent(sitting).filter((member) => said.includes(member));
      const isAsBefore = sitting.came?.length === came.length && came.every((each) => sitting.came?.includes(each));
      return isAsBefore ? [] : [event('AttendanceRecorded', { came, recordedBy: by.actor })];
    },
  );
