import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { openStory } from '../../domain/sitting/decide.js';

export class ReadStory extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly story: string,
  ) {
    super();
  }
}

@CommandHandler(ReadStory)
export class ReadStoryHandler implements ICommandHandler<ReadStory> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, sitting, story }: ReadStory): Promise<SittingChanged> {
    return changeSitting(this.service, context, sitting, (state, by) => openStory(state, by, story));
  }
}
