import { refuse } from '#contracts/shared/refusal.js';

import type { ReceivedStory } from './events.js';
import { event, inSitting, type By, type Decided, type State } from './in-sitting.js';
import { firstRefusal, onlyTheFacilitatorMay } from './rules.js';
import { unreadBy } from './next-step.js';
import { membersEntitled, membersInRoom, membersPresent, storiesPresent, type SittingState } from './state.js';

/** Of those in the room who may choose: how many know all that they may choose, or skip it; and what some do not know yet. */
export function knownInRoom(sitting: SittingState): {
  readonly members: number;
  readonly unheard: readonly ReceivedStory[];
} {
  const inRoom = membersInRoom(sitting);
  const unheard = membersEntitled(sitting)
    .filter((member) => inRoom.includes(member))
    .map((member) => unreadBy(member, sitting));
  return {
    members: unheard.filter(({ length }) => length === 0).length,
    unheard: storiesPresent(sitting).filter(({ story }) => unheard.some((each) => each.includes(story))),
  };
}

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
