import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { hashTyped } from '#service-kit/codes.js';
import { idFrom } from '#service-kit/ids.js';
import { dayOfProgramme } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { decideAfterDeath } from '../../domain/over-time/after-death.js';
import { overTimeStream, type OverTimeEvent } from '../../domain/over-time/events.js';
import { overTimeDecider } from '../../domain/over-time/over-time.js';
import { overTime } from '../../read-models/over-time/over-time.js';
import { resumeOneStory } from '../../consent/go-on.js';

type Done = Executed<OverTimeEvent> | Refusal;

/** By the person whom a teller named, with the code they were sent: it opens nothing else. */
export class DecideAfterDeath extends Command<Done> {
  constructor(
    readonly context: CommandContext,
    readonly code: string,
    readonly decision: 'go-on' | 'stop',
  ) {
    super();
  }
}

@CommandHandler(DecideAfterDeath)
export class DecideAfterDeathHandler implements ICommandHandler<DecideAfterDeath> {
  constructor(private readonly service: ServiceRuntime) {}

  /** Stop leaves it as it stands: nobody reads it. The decision first: after a stop in between it can be sent again. */
  async execute({ context, code, decision }: DecideAfterDeath): Promise<Done> {
    const { store, views, secret } = this.service;
    const equals = { decisionHash: hashTyped(code, secret) };
    const [found] = (await views.find(overTime, { index: 'byDecision', equals, limit: 1 })).documents;
    if (found === undefined) return refuse('decision-code-opens-nothing', 'code');
    const { id, organisation, programme } = found;
    const today = await dayOfProgramme(this.service, programme, context.at);
    const within = { ...context, organisation, actor: 'anyone', causation: overTimeStream(id) };
    const done = await store.execute(overTimeStream(id), within, overTimeDecider, (state) =>
      decideAfterDeath(state, decision, today),
    );
    if (isRefusal(done) || decision === 'stop') return done;
    const resume = { ...within, commandId: idFrom(context.commandId, 'resume') };
    await resumeOneStory(this.service, resume, id);
    return done;
  }
}
