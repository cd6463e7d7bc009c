import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  confirmRetention,
  proposeRetention,
  retentionDecider,
  retentionStream,
  type RetentionEvent,
} from '../../domain/retention/retention.js';
import { wouldGo } from './would-go.js';

type Done = Executed<RetentionEvent> | Refusal;

/** Whoever looked at what would go says that it should. Nothing goes yet. */
export class ProposeRetention extends Command<Done> {
  constructor(
    readonly context: CommandContext,
    readonly design: ProgrammeDesign,
  ) {
    super();
  }
}

/** A second person agrees: what is on the list goes. */
export class ConfirmRetention extends Command<Done> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly run: string,
  ) {
    super();
  }
}

@CommandHandler(ProposeRetention)
export class ProposeRetentionHandler implements ICommandHandler<ProposeRetention> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, design }: ProposeRetention): Promise<Done> {
    if ((design.care?.keepMonths ?? null) === null) return refuse('retention-not-set');
    const run = idFrom(context.commandId, 'retention');
    const { going } = await wouldGo(this.service, design, context.at);
    const stories = going.map(({ story }) => story);
    return this.service.store.execute(retentionStream(run), context, retentionDecider, (state) =>
      proposeRetention(state, { run, programme: design.id, stories }),
    );
  }
}

@CommandHandler(ConfirmRetention)
export class ConfirmRetentionHandler implements ICommandHandler<ConfirmRetention> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, programme, run }: ConfirmRetention): Promise<Done> {
    const [first] = await this.service.store.read(retentionStream(run));
    if (first === undefined || first.metadata.organisation !== context.organisation)
      return refuse('retention-not-found');
    const { actor: proposedBy } = first.metadata;
    return this.service.store.execute(retentionStream(run), context, retentionDecider, (state) =>
      state?.proposed.programme === programme
        ? confirmRetention(state, { proposedBy, by: context.actor })
        : refuse('retention-not-found'),
    );
  }
}
