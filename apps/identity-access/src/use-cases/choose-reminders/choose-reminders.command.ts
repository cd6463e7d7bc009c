import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { chooseReminders, personDecider, personStream } from '../../domain/person/person.js';

/** Of whoever asks, for themselves. */
export class ChooseReminders extends Command<Executed | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly areWanted: boolean,
  ) {
    super();
  }
}

@CommandHandler(ChooseReminders)
export class ChooseRemindersHandler implements ICommandHandler<ChooseReminders> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, areWanted }: ChooseReminders): Promise<Executed | Refusal> {
    const { store, views } = this.service;
    const done = await store.execute(personStream(context.actor), context, personDecider, (state) =>
      chooseReminders(state, areWanted),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}
