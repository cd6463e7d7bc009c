import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { remindersDecider, remindersStream, setReminders, type Reminders } from '../../domain/panel/reminders.js';

export class SetReminders extends Command<Executed | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly panel: string,
    readonly reminders: Reminders,
  ) {
    super();
  }
}

@CommandHandler(SetReminders)
export class SetRemindersHandler implements ICommandHandler<SetReminders> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, programme, panel, reminders }: SetReminders): Promise<Executed | Refusal> {
    const { views, store } = this.service;
    const known = await views.get(knownProgrammes, programme);
    const isThere = known?.design.panels.some(({ id }) => id === panel) === true;
    if (known?.organisation !== context.organisation || !isThere) return refuse('panel-not-found', 'panel');
    const done = await store.execute(remindersStream(programme, panel), context, remindersDecider, (state) =>
      setReminders(state, { ...reminders, programme, panel }),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}
