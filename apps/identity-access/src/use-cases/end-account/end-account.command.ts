import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { accountOfPerson } from '../../account-of-person.js';
import {
  deactivatePerson,
  personDecider,
  personStream,
  reactivatePerson,
  type PersonEvent,
} from '../../domain/person/person.js';
import { IdentitySettings } from '../../identity-settings.js';
import { isLastAdministrator } from '../../last-administrator.js';
import { personAsItStands } from '../../person-as-it-stands.js';
import { takeOpenInvitationBack } from '../../inviting/take-open-invitation-back.js';

/** Ends a person's account, with every session and link at once; or opens it again, with the roles they had. */
export class EndAccount extends Command<Executed<PersonEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly person: string,
    readonly way: 'end' | 'open-again',
  ) {
    super();
  }
}

@CommandHandler(EndAccount)
export class EndAccountHandler implements ICommandHandler<EndAccount> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
  ) {}

  async execute({ context, person, way }: EndAccount): Promise<Executed<PersonEvent> | Refusal> {
    const { sessions } = this.settings;
    const standing = await personAsItStands(this.service, person);
    if (standing?.organisation !== context.organisation) return refuse('person-not-found');
    if (way === 'end' && (await isLastAdministrator(sessions, standing))) return refuse('last-administrator');
    const decide = way === 'end' ? deactivatePerson : reactivatePerson;
    const done = await this.service.store.execute(personStream(person), context, personDecider, decide);
    if (isRefusal(done)) return done;
    const now = await personAsItStands(this.service, person);
    if (now !== undefined) await sessions.setAccount(accountOfPerson(this.settings, now));
    if (now?.state.isActive === false) {
      await sessions.endAllOf(person);
      if (now.state.contact === null) await takeOpenInvitationBack(this.service, context, person);
      await sessions.endLinksOf(person);
    }
    return done;
  }
}
