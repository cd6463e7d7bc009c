import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { sittingOf } from '../../reading-streams/load.js';
import { OpenSitting, type SittingIsOpen } from '../open-sitting/open-sitting.command.js';

/** As a meeting was held, for another period: its panel as it is convened now, by the rules that hold now. */
export class HoldAgain extends Command<SittingIsOpen | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly period: string,
  ) {
    super();
  }
}

@CommandHandler(HoldAgain)
export class HoldAgainHandler implements ICommandHandler<HoldAgain> {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  async execute({ context, sitting, period }: HoldAgain): Promise<SittingIsOpen | Refusal> {
    const found = await sittingOf(this.service.store, context.organisation, sitting);
    if (isRefusal(found)) return found;
    const { programme, panel, domain, method, heldIn, secret } = found.opened;
    const asked = { programme, panel, period, domain, method, heldIn, ...(secret === true ? { secret } : {}) };
    return this.commands.execute(new OpenSitting(context, asked));
  }
}
