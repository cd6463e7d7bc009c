import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { recordWhoCame } from '../../domain/sitting/attendance.js';

/** Everybody who is in the room, by whoever leads. */
export class RecordWhoCame extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly came: readonly string[],
  ) {
    super();
  }
}

@CommandHandler(RecordWhoCame)
export class RecordWhoCameHandler implements ICommandHandler<RecordWhoCame> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, sitting, came }: RecordWhoCame): Promise<SittingChanged> {
    return changeSitting(this.service, context, sitting, (state, by) => recordWhoCame(state, by, came));
  }
}
