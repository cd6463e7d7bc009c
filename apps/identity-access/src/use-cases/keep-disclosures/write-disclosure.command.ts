import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { calendarDay, timeZoneOfWales } from '#contracts/shared/calendar-day.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  disclosureDecider,
  disclosureStream,
  writeDisclosure,
  type DisclosureFacts,
  type DisclosureWords,
  type DisclosureWritten,
} from '../../domain/disclosure/disclosure.js';
import { disclosures } from '../../read-models/registers/registers.js';
import { sealWords } from '#service-kit/sealed-words.js';

export interface DisclosureDone {
  readonly disclosure: string;
  readonly done: Executed<DisclosureWritten>;
}

/** An entry of the register of disclosures, new or as it stands now. */
export class WriteDisclosure extends Command<DisclosureDone | Refusal> {
  constructor(
    readonly context: CommandContext,
    /** Undefined: a new one. */
    readonly which: string | undefined,
    readonly facts: DisclosureFacts,
    readonly words: DisclosureWords,
  ) {
    super();
  }
}

@CommandHandler(WriteDisclosure)
export class WriteDisclosureHandler implements ICommandHandler<WriteDisclosure> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, which, facts, words }: WriteDisclosure): Promise<DisclosureDone | Refusal> {
    const { organisation, at } = context;
    if (which !== undefined && (await this.service.views.get(disclosures, which))?.organisation !== organisation) {
      return refuse('disclosure-not-found');
    }
    const disclosure = which ?? idFrom(context.commandId, 'disclosure');
    const stream = disclosureStream(disclosure);
    const sealed = await sealWords(this.service, stream, organisation, words);
    const given = { ...facts, isDecided: words.decidedBy.trim() !== '' };
    const done = await this.service.store.execute(stream, context, disclosureDecider, () =>
      writeDisclosure(disclosure, given, sealed, calendarDay(at, timeZoneOfWales)),
    );
    return isRefusal(done) ? done : { disclosure, done };
  }
}
