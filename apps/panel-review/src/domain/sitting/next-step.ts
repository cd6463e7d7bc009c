import { entitledIn, type RoundState } from '../round/round.js';
import { decidingRound, isCarried, roundsAreLeft } from './rules.js';
import { isUnread, type SittingState, storiesPresent } from './state.js';

/** What a sitting waits for from one person. */
export type NextStep =
  | {
      readonly step:
        'closed' | 'wait' | 'receive-stories' | 'open-round' | 'propose' | 'record-outcome' | 'close-sitting';
    }
  | { readonly step: 'close-round'; readonly round: string; readonly answered: number; readonly entitled: number }
  | { readonly step: 'write-lesson-lines'; readonly missing: number }
  | { readonly step: 'read'; readonly stories: readonly string[] }
  | { readonly step: 'choose' | 'answered'; readonly round: string };

/** `open` is the round that is open, where there is one. */
export function nextStepFor(person: string, sitting: SittingState, open: RoundState | undefined): NextStep {
  if (sitting.isClosed) return { step: 'closed' };
  const { facilitator, members } = sitting.opened;
  if (facilitator !== person) return forAMember(person, sitting, open);
  // Who leads and is a member too reads and chooses first: closing a round is always theirs to do afterwards.
  const asMember = members.includes(person) ? forAMember(person, sitting, open) : undefined;
  const isWaitedFor = asMember?.step === 'read' || asMember?.step === 'choose';
  return isWaitedFor ? asMember : forTheFacilitator(sitting, open);
}

function forTheFacilitator(sitting: SittingState, open: RoundState | undefined): NextStep {
  const present = storiesPresent(sitting);
  if (present.length === 0 && sitting.rounds.length === 0) return { step: 'receive-stories' };
  if (open !== undefined) {
    return { step: 'close-round', round: open.begun.round, answered: open.answeredBy.size, entitled: entitledIn(open) };
  }
  const deciding = decidingRound(sitting);
  if (deciding === undefined) return { step: 'open-round' };
  if (sitting.outcome === null) {
    const isAgreed = deciding.kind === 'stance' && isCarried(deciding);
    const mayPropose = sitting.opened.method === 'consensus' && roundsAreLeft(sitting) === undefined;
    return { step: mayPropose && !isAgreed ? 'propose' : 'record-outcome' };
  }
  const missing = present.filter(({ story }) => !sitting.lessons.includes(story)).length;
  return missing > 0 ? { step: 'write-lesson-lines', missing } : { step: 'close-sitting' };
}

function forAMember(person: string, sitting: SittingState, open: RoundState | undefined): NextStep {
  const unread = unreadBy(person, sitting);
  if (unread.length > 0) return { step: 'read', stories: unread };
  if (open === undefined) return { step: 'wait' };
  return { step: open.answeredBy.has(person) ? 'answered' : 'choose', round: open.begun.round };
}

/** Stories neither opened nor skipped. */
export const unreadBy = (person: string, sitting: SittingState): readonly string[] =>
  storiesPresent(sitting)
    .map(({ story }) => story)
    .filter((story) => isUnread(sitting, person, story));
