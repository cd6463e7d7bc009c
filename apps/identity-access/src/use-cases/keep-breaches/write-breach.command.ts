import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { refuse, isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  breachDecider,
  breachStream,
  writeBreach,
  type BreachGiven,
  type BreachWords,
  type BreachWritten,
} from '../../domain/breach/breach.js';
import { breaches } from '../../read-models/registers/registers.js';
import { sealWords } from '#service-kit/sealed-words.js';

export interface BreachDone {
  readonly breach: string;
  readonly done: Executed<BreachWritten>;
}

/** An entry of the breach log, new or as it stands now. */
export class WriteBreach extends Command<BreachDone | Refusal> {
  constructor(
    readonly context: CommandContext,
    /** Undefined: a new one. */
    readonly which: string | undefined,
    readonly facts: Omit<BreachGiven, 'hasReason'>,
    readonly words: BreachWords,
  ) {
    super();
  }
}

@CommandHandler(WriteBreach)
export class WriteBreachHandler implements ICommandHandler<WriteBreach> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, which, facts, words }: WriteBreach): Promise<BreachDone | Refusal> {
    const { organisation, at } = context;
    if (which !== undefined && (await this.service.views.get(breaches, which))?.organisation !== organisation) {
      return refuse('breach-not-found');
    }
    const breach = which ?? idFrom(context.commandId, 'breach');
    const sealed = await sealWords(this.service, breachStream(breach), organisation, words);
    const given = { ...facts, hasReason: words.whyNotTold.trim() !== '' };
    const done = await this.service.store.execute(breachStream(breach), context, breachDecider, (state) =>
      writeBreach(state, breach, given, sealed, at),
    );
    return isRefusal(done) ? done : { breach, done };
  }
}
