import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  askingLimitStream,
  giveFigures,
  setAskingLimit,
  whoWasAskedDecider,
  whoWasAskedStream,
  type Figures,
  type WhoWasAskedEvent,
} from '../../domain/who-was-asked/who-was-asked.js';

export type RegisterChanged = Executed<WhoWasAskedEvent> | Refusal;

/** The routes find out that the programme is theirs and has the period. */
export class GiveFigures extends Command<RegisterChanged> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly period: string,
    readonly group: string | null,
    readonly figures: Figures,
  ) {
    super();
  }
}

@CommandHandler(GiveFigures)
export class GiveFiguresHandler implements ICommandHandler<GiveFigures> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, programme, period, group, figures }: GiveFigures): Promise<RegisterChanged> {
    const { store, views } = this.service;
    const stream = whoWasAskedStream(programme, period);
    const done = await store.execute(stream, context, whoWasAskedDecider, (state) =>
      giveFigures(state, { programme, period, group, figures }),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}

export class SetAskingLimit extends Command<RegisterChanged> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly atMost: number,
  ) {
    super();
  }
}

@CommandHandler(SetAskingLimit)
export class SetAskingLimitHandler implements ICommandHandler<SetAskingLimit> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, programme, atMost }: SetAskingLimit): Promise<RegisterChanged> {
    const { store, views } = this.service;
    const done = await store.execute(askingLimitStream(programme), context, whoWasAskedDecider, (state) =>
      setAskingLimit(state, { programme, atMost }),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}
