import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Decision } from '#contracts/shared/decider.js';
import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { sittingStream, type SittingEvent } from '../../domain/sitting/events.js';
import { sittingDecider, type SittingState } from '../../domain/sitting/state.js';

/** One decision on one sitting: which one is named by whoever asks (domain/sitting/decide.ts). */
export class ChangeSitting extends Command<Executed<SittingEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly decide: (state: SittingState | undefined) => Decision<SittingEvent>,
  ) {
    super();
  }
}

@CommandHandler(ChangeSitting)
export class ChangeSittingHandler implements ICommandHandler<ChangeSitting> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting, decide }: ChangeSitting): Promise<Executed<SittingEvent> | Refusal> {
    const done = await this.service.store.execute(sittingStream(sitting), context, sittingDecider, decide);
    if ('version' in done) await this.service.views.reached(done.stream, done.version);
    return done;
  }
}
