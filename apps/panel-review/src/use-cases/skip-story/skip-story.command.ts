import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { skipStory } from '../../domain/sitting/decide.js';

export class SkipStory extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly story: string,
  ) {
    super();
  }
}

@CommandHandler(SkipStory)
export class SkipStoryHandler implements ICommandHandler<SkipStory> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, sitting, story }: SkipStory): Promise<SittingChanged> {
    return changeSitting(this.service, context, sitting, (state, by) => skipStory(state, by, story));
  }
}
