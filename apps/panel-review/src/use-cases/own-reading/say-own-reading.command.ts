import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { readingDecider, readingStream, sayOwnReading } from '../../domain/panel/panel.js';

/** In which languages somebody reads, and how many minutes of reading they take on for a meeting. */
export class SayOwnReading extends Command<Executed | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly languages: readonly string[],
    readonly minutes: number | null,
  ) {
    super();
  }
}

@CommandHandler(SayOwnReading)
export class SayOwnReadingHandler implements ICommandHandler<SayOwnReading> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, languages, minutes }: SayOwnReading): Promise<Executed | Refusal> {
    const { actor: person, organisation } = context;
    const { store, views } = this.service;
    const done = await store.execute(readingStream(person), context, readingDecider, (state) =>
      sayOwnReading(state, { person, organisation, languages: [...languages].sort(), minutes }),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}
