import { refuse, type Refusal } from '#contracts/shared/refusal.js';

import { electorate } from '../tally/electorate.js';
import type { Conflict, RoundKind } from '../tally/tally-document.js';

/** Hands, dots or slips counted in a room. */
export interface RoomCounts {
  readonly counts: Readonly<Record<string, number>>;
  readonly abstained: number;
  readonly answered: number;
  readonly recordedBy: string;
}

interface Choosing {
  readonly kind: RoundKind;
  readonly stories: readonly string[];
  readonly members: readonly string[];
  readonly conflicts: readonly Conflict[];
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** Hands are of those who came. */
export function handsAreOfThoseThere(
  { stories, conflicts }: Omit<Choosing, 'members' | 'kind'>,
  { answered }: Pick<RoomCounts, 'answered'>,
  inRoom: readonly string[],
): Refusal | undefined {
  const came = electorate(stories, inRoom, conflicts).entitled;
  return answered > came ? refuse('more-answers-than-came', 'answered', { answered, came }) : undefined;
}

/** Read before vote: as many answer as have heard or read, or skip, all that they may choose. */
export const handsAreOfThoseWhoHeard = (
  { answered }: Pick<RoomCounts, 'answered'>,
  { members, unheard }: { readonly members: number; readonly unheard: readonly { readonly reference: string }[] },
): Refusal | undefined =>
  answered > members
    ? refuse('hands-before-reading', 'answered', {
        ...{ answered, heard: members },
        stories: unheard.map(({ reference }) => reference).join(', '),
      })
    : undefined;

/**
 * Counts of a choice round add up, and never to more than there are people who may choose. Who approves may approve
 * several, so there no story has more than answered.
 */
export function roomCountsAreRight(
  { kind, stories, members, conflicts }: Choosing,
  { counts, abstained, answered }: RoomCounts,
): Refusal | undefined {
  const { entitled, entitledTo } = electorate(stories, members, conflicts);
  let counted = 0;
  for (const [story, votes] of Object.entries(counts)) {
    if (!stories.includes(story)) return refuse('story-not-in-sitting', `counts.${story}`, { story });
    if (!isCount(votes)) return refuse('count-not-whole', `counts.${story}`);
    if (votes > entitledTo(story)) {
      return refuse('more-answers-than-entitled', `counts.${story}`, { answered: votes, entitled: entitledTo(story) });
    }
    counted += votes;
  }
  if (!isCount(abstained)) return refuse('count-not-whole', 'abstained');
  if (!isCount(answered)) return refuse('count-not-whole', 'answered');
  if (kind === 'choice' && counted + abstained !== answered) {
    return refuse('counts-do-not-add-up', 'answered', { counted, abstained, answered });
  }
  const most = Math.max(0, ...Object.values(counts));
  if (most + abstained > answered) {
    return refuse('counts-do-not-add-up', 'answered', { counted: most, abstained, answered });
  }
  return answered > entitled ? refuse('more-answers-than-entitled', 'answered', { answered, entitled }) : undefined;
}
