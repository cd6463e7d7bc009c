import { answeredBy, type RoundState } from '../round/round.js';
import { decidingRound, entitledNow, isCarried, roundsAreLeft } from './rules.js';
import { isToRead, membersPresent, type SittingState, storiesPresent } from './state.js';

/** What a sitting waits for from one person. */
export type NextStep =
  | {
      readonly step:
        | 'closed'
        | 'left'
        | 'wait'
        | 'receive-stories'
        | 'nobody-may-choose'
        | 'open-round'
        | 'propose'
        | 'record-outcome'
        | 'close-sitting';
    }
  | { readonly step: 'close-round'; readonly round: string; readonly answered: number; readonly entitled: number }
  | { readonly step: 'write-lesson-lines'; readonly missing: number }
  | { readonly step: 'read'; readonly stories: readonly string[] }
  | { readonly step: 'choose' | 'answered' | 'look-again'; readonly round: string };

/** `open` is the round that is open, where there is one. */
export function nextStepFor(person: string, sitting: SittingState, open: RoundState | undefined): NextStep {
  if (sitting.isClosed) return { step: 'closed' };
  const { facilitator } = sitting.opened;
  const members = membersPresent(sitting);
  if (facilitator !== person) return forAMember(person, sitting, open);
  // Who leads and is a member too reads and chooses first: closing a round is always theirs to do afterwards.
  const asMember = members.includes(person) ? forAMember(person, sitting, open) : undefined;
  const isWaitedFor = asMember?.step === 'read' || asMember?.step === 'choose' || asMember?.step === 'look-again';
  return isWaitedFor ? asMember : forTheFacilitator(sitting, open);
}

function forTheFacilitator(sitting: SittingState, open: RoundState | undefined): NextStep {
  const present = storiesPresent(sitting);
  if (open !== undefined) {
    return {
      step: 'close-round',
      round: open.begun.round,
      answered: answeredIn(open, sitting),
      entitled: entitledNow(sitting),
    };
  }
  if (sitting.outcome === null) {
    if (present.length === 0) return { step: 'receive-stories' };
    if (entitledNow(sitting) === 0) return { step: 'nobody-may-choose' };
    const deciding = decidingRound(sitting);
    if (deciding === undefined) return { step: 'open-round' };
    const isAgreed = deciding.kind === 'stance' && isCarried(deciding);
    const mayPropose = sitting.opened.method === 'consensus' && roundsAreLeft(sitting) === undefined;
    return { step: mayPropose && !isAgreed ? 'propose' : 'record-outcome' };
  }
  const missing = present.filter(({ story }) => !sitting.lessons.includes(story)).length;
  return missing > 0 ? { step: 'write-lesson-lines', missing } : { step: 'close-sitting' };
}

function forAMember(person: string, sitting: SittingState, open: RoundState | undefined): NextStep {
  if (sitting.left.includes(person)) return { step: 'left' };
  const unread = unreadBy(person, sitting);
  if (unread.length > 0) return { step: 'read', stories: unread };
  if (open === undefined) return { step: 'wait' };
  const { round } = open.begun;
  if (!answeredBy(open).has(person)) return { step: 'choose', round };
  return { step: open.toLookAgain.has(person) ? 'look-again' : 'answered', round };
}

/** Without those who have left: what they answered does not count. */
export function answeredIn(round: RoundState, sitting: SittingState): number {
  const answered = answeredBy(round);
  return membersPresent(sitting).filter((member) => answered.has(member)).length;
}

/** Stories neither opened nor skipped, but for those they are too close to. */
export const unreadBy = (person: string, sitting: SittingState): readonly string[] =>
  storiesPresent(sitting)
    .map(({ story }) => story)
    .filter((story) => isToRead(sitting, person, story));
