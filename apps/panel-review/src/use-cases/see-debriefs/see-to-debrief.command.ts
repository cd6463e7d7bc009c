import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { debriefDecider, debriefStream, seeToDebrief } from '../../domain/debrief/debrief.js';
import { debriefs } from '../../read-models/debriefs/debriefs.js';
import { designOf } from '../../reading-meetings/meeting-name.js';

export class SeeToDebrief extends Command<Executed | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly debrief: string,
  ) {
    super();
  }
}

@CommandHandler(SeeToDebrief)
export class SeeToDebriefHandler implements ICommandHandler<SeeToDebrief> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, debrief }: SeeToDebrief): Promise<Executed | Refusal> {
    const { store, views } = this.service;
    const known = await views.get(debriefs, debrief);
    if (known === undefined) return refuse('debrief-not-found');
    const safeguarding = (await designOf(this.service, known.programme))?.safeguarding;
    const done = await store.execute(debriefStream(debrief), context, debriefDecider, (state) =>
      seeToDebrief(state, context, safeguarding),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}
