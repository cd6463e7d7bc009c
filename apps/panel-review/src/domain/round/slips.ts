import type { Decision } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

import { firstRefusal, type Rule } from '../sitting/rules.js';
import type { BallotText } from './answer.js';
import { answerIsTaken, answersThere, type RoundEvent, type RoundState } from './round.js';

/** A slip of a secret round is nobody's: those are counted, see `stopRound`. */
export function slipsAreTaken({ begun }: RoundState): Rule {
  if (begun.heldIn !== 'room') return refuse('slip-without-room');
  return begun.secret ? refuse('slip-in-secret-round') : undefined;
}

export const mayRecordSlips = (state: RoundState, actor: string): Rule =>
  state.begun.facilitator === actor ? slipsAreTaken(state) : refuse('not-the-facilitator');

/** What a member sent is changed by nobody but them. */
const hasNotSentTheirOwn = (state: RoundState, member: string): Rule =>
  answersThere(state)(member) === 'own' ? refuse('slip-after-own-answer') : undefined;

/** What a member wrote on a slip or said aloud, by the rules of an answer of their own. */
export function recordSlip(
  state: RoundState | undefined,
  by: { readonly actor: string; readonly organisation: string },
  member: string,
  ballot: BallotText,
  sealed: Sealed,
): Decision<RoundEvent> {
  if (state?.begun.organisation !== by.organisation) return refuse('round-not-found');
  const wrong = firstRefusal(
    mayRecordSlips(state, by.actor),
    answerIsTaken(state, by.organisation, member, ballot),
    hasNotSentTheirOwn(state, member),
  );
  if (wrong !== undefined) return wrong;
  return [{ type: 'BallotCast', schemaVersion: 1, data: { member, ballot: sealed, recordedBy: by.actor } }];
}
