import type { CalendarDay } from '#contracts/shared/calendar-day.js';

import { answeredBy, type RoundState } from '../round/round.js';
import { decidingRound, entitledNow, isCarried, roundsAreLeft } from './rules.js';
import { isToRead, membersEntitled, membersPresent, openRoundOf, type SittingState, storiesPresent } from './state.js';

/** What a sitting waits for from one person. */
export type NextStep =
  | {
      readonly step:
        | 'closed'
        | 'left'
        | 'wait'
        | 'too-close'
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
  const isAsked = asMember?.step === 'read' || asMember?.step === 'choose' || asMember?.step === 'look-again';
  return isAsked ? asMember : forTheFacilitator(sitting, open);
}

/**
 * Whether a sitting waits for them now. While others answer, whoever leads waits as well, until all have or the day to answer
 * by has gone. In a room they count the hands; and of a secret round nobody notes who has answered, so that they have to look.
 */
export function isTheirTurn(next: NextStep, sitting: SittingState, today: CalendarDay): boolean {
  switch (next.step) {
    case 'closed':
    case 'left':
    case 'wait':
    case 'too-close':
    case 'answered':
      return false;
    case 'close-round': {
      const { answerBy, secret } = openRoundOf(sitting) ?? {};
      const isOver = answerBy === undefined ? secret === true : answerBy < today;
      return next.answered >= next.entitled || sitting.opened.heldIn === 'room' || isOver;
    }
    default:
      return true;
  }
}

function forTheFacilitator(sitting: SittingState, open: RoundState | undefined): NextStep {
  const present = storiesPresent(sitting);
  if (open !== undefined) {
    const { answered, entitled } = progressOf(open, sitting);
    return { step: 'close-round', round: open.begun.round, answered, entitled };
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
  // Who may choose nothing cannot answer either, not even that they would rather not choose.
  if (!membersEntitled(sitting).includes(person)) {
    return { step: storiesPresent(sitting).length === 0 ? 'wait' : 'too-close' };
  }
  const { round } = open.begun;
  if (!answeredBy(open).has(person)) return { step: 'choose', round };
  return { step: open.toLookAgain.has(person) ? 'look-again' : 'answered', round };
}

/** Of those who may choose now: what others answered before they left, or said that they are too close, does not count. */
export function progressOf(
  round: RoundState,
  sitting: SittingState,
): { readonly entitled: number; readonly answered: number; readonly waiting: readonly string[] } {
  const answered = answeredBy(round);
  const entitled = membersEntitled(sitting);
  const waiting = entitled.filter((member) => !answered.has(member));
  return { entitled: entitled.length, answered: entitled.length - waiting.length, waiting };
}

/** Stories neither opened nor skipped, but for those they are too close to. */
export const unreadBy = (person: string, sitting: SittingState): readonly string[] =>
  storiesPresent(sitting)
    .map(({ story }) => story)
    .filter((story) => isToRead(sitting, person, story));
