import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { readAloud } from '../../domain/sitting/decide.js';

export class ReadAloud extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly story: string,
    readonly how: 'read-aloud' | 'printed' = 'read-aloud',
  ) {
    super();
  }
}

@CommandHandler(ReadAloud)
export class ReadAloudHandler implements ICommandHandler<ReadAloud> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, sitting, story, how }: ReadAloud): Promise<SittingChanged> {
    return changeSitting(this.service, context, sitting, (state, by) => readAloud(state, by, story, how));
  }
}
