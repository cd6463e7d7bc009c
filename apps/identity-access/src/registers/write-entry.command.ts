import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { sealWords } from '#service-kit/unlocking/sealed-words.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { EntryParts, Register } from './register.js';

export interface EntryWritten<Parts extends EntryParts> {
  readonly entry: string;
  readonly done: Executed<Parts['event']>;
}

/** The whole of an entry, new or as it stands now. */
export class WriteEntry<Parts extends EntryParts> extends Command<EntryWritten<Parts> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly register: Register<Parts>,
    /** Undefined: a new one. */
    readonly which: string | undefined,
    readonly given: Parts['given'],
    readonly words: Parts['words'],
  ) {
    super();
  }
}

@CommandHandler(WriteEntry)
export class WriteEntryHandler implements ICommandHandler<WriteEntry<EntryParts>> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute<Parts extends EntryParts>(asked: WriteEntry<Parts>): Promise<EntryWritten<Parts> | Refusal> {
    const { context, register, which, given, words } = asked;
    const { store, views } = this.service;
    const { organisation, at } = context;
    if (which !== undefined && (await views.get(register.entries, which))?.organisation !== organisation) {
      return register.notFound;
    }
    const entry = which ?? idFrom(context.commandId, register.kind);
    const stream = register.streamOf(entry);
    const sealed = await sealWords(this.service, stream, organisation, words);
    const done = await store.execute(stream, context, register.decider, (standing) =>
      register.write(standing, entry, { given, words, sealed }, at),
    );
    return isRefusal(done) ? done : { entry, done };
  }
}
