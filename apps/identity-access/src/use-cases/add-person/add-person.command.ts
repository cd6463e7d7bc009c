import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { harmlessText } from '#contracts/shared/harmless-text.js';
import type { Refusal } from '#contracts/shared/refusal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { HeldRole } from '#contracts/shared/shapes.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  addPerson,
  personDecider,
  personStream,
  type PersonEvent,
  type PersonName,
} from '../../domain/person/person.js';
import { IdentitySettings } from '../../identity-settings.js';

export class AddPerson extends Command<Executed<PersonEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly person: string,
    readonly name: string,
    readonly roles: readonly HeldRole[],
    readonly language: 'en' | 'cy',
  ) {
    super();
  }
}

@CommandHandler(AddPerson)
export class AddPersonHandler implements ICommandHandler<AddPerson> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
  ) {}

  async execute({ context, person, name, roles, language }: AddPerson): Promise<Executed<PersonEvent> | Refusal> {
    const { store, vault } = this.service;
    const { organisation } = context;
    const sealer = await vault.createPersonal({
      owner: personStream(person),
      organisation,
      person,
      classes: ['name'],
    });
    const sealed = sealer.seal('name', 1, { name: harmlessText(name) } satisfies PersonName);
    const done = await store.execute(personStream(person), context, personDecider, (state) =>
      addPerson(state, { person, roles, language, name: sealed }),
    );
    // The reaction does this as well, after a crash between the two; here so that a link works at once.
    if (!isRefusal(done) && !done.replayed) {
      const { isSample, sessions } = this.settings;
      await sessions.setAccount({ person, organisation, roles, language, isSample });
    }
    return done;
  }
}
