import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { versionExpected, type CommandContext, type Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { approvePack } from '../../domain/programme/approval.js';
import type { ProgrammeEvent } from '../../domain/programme/events.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';
import { undecidedOf } from '../../domain/programme/undecided.js';

/** Somebody answers, in their organisation’s name, for the settings as they read them. */
export class ApprovePack extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    /** The office in which they approve. */
    readonly capacity: string,
    readonly remark: string | null,
  ) {
    super();
  }
}

@CommandHandler(ApprovePack)
export class ApprovePackHandler implements ICommandHandler<ApprovePack> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, programme, capacity, remark }: ApprovePack): Promise<Executed<ProgrammeEvent> | Refusal> {
    const { organisation, actor: by, at } = context;
    const version = versionExpected(context);
    // Whoever approves must have read what they approve.
    if (version === undefined) return refuse('pack-version-needed', 'If-Match');
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      approvePack(state, organisation, {
        ...{ version, by, at, capacity, why: remark },
        undecided: state === undefined ? 0 : undecidedOf(state).length,
      }),
    );
  }
}
