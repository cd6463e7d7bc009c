import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { declareConflict } from '../../domain/sitting/decide.js';
import type { ConflictBecause } from '../../domain/sitting/events.js';

export const conflictBecause = ['told', 'collected', 'credited', 'criticised', 'team', 'manages', 'close'] as const;

export class DeclareConflict extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly member: string,
    readonly story: string,
    readonly because: ConflictBecause,
  ) {
    super();
  }
}

@CommandHandler(DeclareConflict)
export class DeclareConflictHandler implements ICommandHandler<DeclareConflict> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, sitting, member, story, because }: DeclareConflict): Promise<SittingChanged> {
    return changeSitting(this.service, context, sitting, (state, by) =>
      declareConflict(state, by, member, story, because),
    );
  }
}
