import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { harmlessWithin } from '#contracts/shared/harmless-text.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { needsDecider, needsStream, type NeedsText, type OwnNeeds } from '../../domain/panel/panel.js';
import { eraseSaidBefore } from './erase-said-before.js';

/** What somebody needs to take part, and where else they belong. Nothing written: nothing is kept. */
export class SayOwnNeeds extends Command<Executed | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly text: NeedsText,
  ) {
    super();
  }
}

@CommandHandler(SayOwnNeeds)
export class SayOwnNeedsHandler implements ICommandHandler<SayOwnNeeds> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, text }: SayOwnNeeds): Promise<Executed | Refusal> {
    const { actor: person, organisation, commandId, at } = context;
    const { store, views } = this.service;
    const said = await this.#sealed(person, organisation, commandId, text);
    const done = await store.execute(needsStream(person), context, needsDecider, () => [
      { type: 'OwnNeedsSaid' as const, schemaVersion: 1, data: { person, organisation, said } },
    ]);
    if (isRefusal(done)) return done;
    await views.reached(done.stream, done.version);
    await eraseSaidBefore(this.service, person, done.version, { actor: person, at });
    return done;
  }

  async #sealed(person: string, organisation: string, commandId: string, text: NeedsText): Promise<OwnNeeds['said']> {
    if (text.needs === '' && text.belongsTo === '') return null;
    const reason = idFrom(commandId, 'needs');
    const sealer = await this.service.vault.createReason({
      ...{ owner: `reason/${reason}`, organisation, person, stories: [], reach: ['this-panel'] },
    });
    return { reason, text: sealer.seal('reason', 1, harmlessWithin(text)) };
  }
}
