import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { DataProtectionDesign } from '#contracts/shared/programme.js';
import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { settleDataProtection } from '../../domain/programme/approval.js';
import type { ProgrammeEvent } from '../../domain/programme/events.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeStream } from '../../domain/programme/stream.js';

/** On what ground a programme may do what it does, and who answers for each step. */
export class SettleDataProtection extends Command<Executed<ProgrammeEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly dataProtection: DataProtectionDesign,
    readonly why: string | null,
  ) {
    super();
  }
}

@CommandHandler(SettleDataProtection)
export class SettleDataProtectionHandler implements ICommandHandler<SettleDataProtection> {
  constructor(private readonly service: ServiceRuntime) {}

  execute(command: SettleDataProtection): Promise<Executed<ProgrammeEvent> | Refusal> {
    const { context, programme, dataProtection, why } = command;
    return this.service.store.execute(programmeStream(programme), context, programmeDecider, (state) =>
      settleDataProtection(state, context.organisation, dataProtection, why),
    );
  }
}
