import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { leaveSitting } from '../../domain/sitting/meanwhile.js';

/** A member takes no further part: what they answered in an open round is not counted. */
export class LeaveSitting extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly member: string,
  ) {
    super();
  }
}

@CommandHandler(LeaveSitting)
export class LeaveSittingHandler implements ICommandHandler<LeaveSitting> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, sitting, member }: LeaveSitting): Promise<SittingChanged> {
    return changeSitting(this.service, context, sitting, (state, by) => leaveSitting(state, by, member));
  }
}
