import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { answersThere, type AnswerThere, type RoundState } from '../../domain/round/round.js';
import { slipsAreTaken } from '../../domain/round/slips.js';
import { unreadBy } from '../../domain/sitting/next-step.js';
import { membersEntitled, membersInRoom, membersPresent, type SittingState } from '../../domain/sitting/state.js';
import { sittingLedBy } from '../../reading-meetings/sitting-for.js';
import { roundOf } from '../../reading-streams/load.js';

/** Where a member is in a round; never what they answered. */
export interface MemberAsked {
  readonly member: string;
  readonly answer: AnswerThere;
  /** Stories neither heard nor skipped: those come before an answer. */
  readonly unread: number;
  /** False: recorded as not there. */
  readonly came: boolean;
  /** False: too close to every story. */
  readonly mayChoose: boolean;
}

export interface SlipsOfRound {
  readonly round: RoundState;
  readonly sitting: SittingState;
  readonly members: readonly MemberAsked[];
}

/** For whoever leads a meeting in a room. */
export async function slipsOfRound(service: ServiceRuntime, who: SomeoneAsking, id: string): Promise<SlipsOfRound> {
  const round = orThrow(await roundOf(service.store, who.organisation, id));
  const { state: sitting } = await sittingLedBy(service, who, round.begun.sitting);
  const wrong = slipsAreTaken(round);
  if (isRefusal(wrong)) return throwRefusal(wrong);
  const answerOf = answersThere(round);
  const inRoom = new Set(membersInRoom(sitting));
  const entitled = new Set(membersEntitled(sitting));
  const members = membersPresent(sitting).map((member): MemberAsked => ({
    member,
    answer: answerOf(member),
    unread: unreadBy(member, sitting).length,
    came: inRoom.has(member),
    mayChoose: entitled.has(member),
  }));
  return { round, sitting, members };
}
