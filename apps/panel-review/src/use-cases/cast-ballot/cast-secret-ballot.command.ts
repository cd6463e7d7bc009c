import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { answering, type BallotGiven } from '../../answering/answering.js';
import { boxOf } from '../../deciding/box-of-round.js';
import { answerIsTaken } from '../../domain/round/round.js';
import { roundOf } from '../../reading-streams/load.js';

/** All that is ever said of a secret answer. */
export interface AnswerTaken {
  readonly taken: true;
}

interface Member {
  readonly person: string;
  readonly organisation: string;
}

/** No command id, no time, no correlation: nothing of it is an event, and a slot filled twice holds the last. */
export class CastSecretBallot extends Command<AnswerTaken | Refusal> {
  constructor(
    readonly member: Member,
    readonly round: string,
    readonly given: BallotGiven,
  ) {
    super();
  }
}

@CommandHandler(CastSecretBallot)
export class CastSecretBallotHandler implements ICommandHandler<CastSecretBallot> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ member, round, given }: CastSecretBallot): Promise<AnswerTaken | Refusal> {
    const found = await answering(this.service, member, round, given);
    if (isRefusal(found)) return found;
    const { state, ballot } = found;
    const wrong = answerIsTaken(state, member.organisation, member.person, ballot);
    if (wrong !== undefined) return wrong;
    const { skipped: _skipped, reasons: _reasons, reason: _reason, reach: _reach, ...answer } = ballot;
    const box = await boxOf(this.service, state);
    // Closing may have come in between: what is acknowledged here is counted, what is refused is not.
    const isTaken = box === undefined ? false : await box.put(member.person, answer);
    return isTaken ? { taken: true } : refuse('round-closed');
  }
}

/** False also where there is no such round: whoever asks is refused in the usual way. */
export async function isSecretRound({ store }: ServiceRuntime, organisation: string, round: string): Promise<boolean> {
  const state = await roundOf(store, organisation, round);
  return !isRefusal(state) && state.begun.secret;
}
