import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { sayCouldNotRead } from '../../domain/sitting/languages.js';

export class CouldNotRead extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly story: string,
  ) {
    super();
  }
}

@CommandHandler(CouldNotRead)
export class CouldNotReadHandler implements ICommandHandler<CouldNotRead> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, sitting, story }: CouldNotRead): Promise<SittingChanged> {
    return changeSitting(this.service, context, sitting, (state, by) => sayCouldNotRead(state, by, story));
  }
}
