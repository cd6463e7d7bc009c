import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { endSessions, personDecider, personStream, type PersonEvent } from '../../domain/person/person.js';
import { IdentitySettings } from '../../identity-settings.js';
import { personAsItStands } from '../../person-as-it-stands.js';

/** Signs a person out everywhere, as when a phone is lost. Their account stays as it is. */
export class EndSessions extends Command<Executed<PersonEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly by: SomeoneAsking,
    readonly person: string,
  ) {
    super();
  }
}

@CommandHandler(EndSessions)
export class EndSessionsHandler implements ICommandHandler<EndSessions> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
  ) {}

  async execute({ context, by, person }: EndSessions): Promise<Executed<PersonEvent> | Refusal> {
    const standing = await personAsItStands(this.service, person);
    if (standing?.organisation !== context.organisation) return refuse('person-not-found');
    const done = await this.service.store.execute(personStream(person), context, personDecider, endSessions);
    if (isRefusal(done)) return done;
    // Whoever ends their own goes on where they are.
    const here = by.kind === 'person' && by.person === person ? by.session : undefined;
    await this.settings.sessions.endAllOf(person, here);
    return done;
  }
}
