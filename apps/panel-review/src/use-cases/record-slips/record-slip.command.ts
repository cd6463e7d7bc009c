import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { answering, type BallotGiven } from '../../answering/answering.js';
import { castSealed } from '../../answering/cast-sealed.js';
import type { RoundEvent } from '../../domain/round/round.js';
import { mayRecordSlips, recordSlip } from '../../domain/round/slips.js';
import { heardHere } from '../../domain/sitting/reach.js';
import { loadSitting, roundOf } from '../../reading-streams/load.js';

export class RecordSlip extends Command<Executed<RoundEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly round: string,
    readonly member: string,
    readonly given: Omit<BallotGiven, 'reach'>,
  ) {
    super();
  }
}

@CommandHandler(RecordSlip)
export class RecordSlipHandler implements ICommandHandler<RecordSlip> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, round, member, given }: RecordSlip): Promise<Executed<RoundEvent> | Refusal> {
    const { actor, organisation } = context;
    const state = await roundOf(this.service.store, organisation, round);
    if (isRefusal(state)) return state;
    // Before anything is said of the member: what they read and are close to is for whoever leads.
    const wrong = mayRecordSlips(state, actor);
    if (wrong !== undefined) return wrong;
    const sitting = await loadSitting(this.service.store, state.begun.sitting);
    if (sitting?.came?.includes(member) === false && sitting.opened.members.includes(member)) {
      return refuse('slip-of-absent', 'member');
    }
    const asMember = { person: member, organisation };
    const found = await answering(this.service, asMember, round, { ...given, reach: heardHere });
    if (isRefusal(found)) return saidOfMember(found);
    const done = await castSealed(this.service, context, round, found.ballot, (now, sealed) =>
      recordSlip(now, { actor, organisation }, member, found.ballot, sealed),
    );
    return isRefusal(done) ? saidOfMember(done) : done;
  }
}

/** Refusals that say “you” to a member are said to somebody else here. */
function saidOfMember(refusal: Refusal): Refusal {
  const { field, details } = refusal;
  switch (refusal.refusal) {
    case 'not-a-member':
      return refuse('slip-of-no-member', 'member');
    case 'story-unread':
      return refuse('slip-story-unread', field, details);
    case 'member-has-conflict':
      return refuse('slip-member-has-conflict', field, details);
    default:
      return refusal;
  }
}
