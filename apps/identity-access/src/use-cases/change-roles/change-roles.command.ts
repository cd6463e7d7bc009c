import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { HeldRole } from '#contracts/shared/shapes.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeRoles, personDecider, personStream, type PersonEvent } from '../../domain/person/person.js';
import { accountOfPerson } from '../../account-of-person.js';
import { IdentitySettings } from '../../identity-settings.js';
import { isLastAdministrator } from '../../last-administrator.js';
import { personAsItStands } from '../../person-as-it-stands.js';

/** All roles a person holds from now on. Their sessions end, but the one that asks: what they may do is another thing now. */
export class ChangeRoles extends Command<Executed<PersonEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly person: string,
    readonly roles: readonly HeldRole[],
    /** Of whoever asks, where they change their own. */
    readonly session?: string,
  ) {
    super();
  }
}

@CommandHandler(ChangeRoles)
export class ChangeRolesHandler implements ICommandHandler<ChangeRoles> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
  ) {}

  async execute({ context, person, roles, session }: ChangeRoles): Promise<Executed<PersonEvent> | Refusal> {
    const { sessions } = this.settings;
    const standing = await personAsItStands(this.service, person);
    if (standing?.organisation !== context.organisation) return refuse('person-not-found');
    const staysAdministrator = roles.some(({ role, programme }) => role === 'administrator' && programme === undefined);
    if (!staysAdministrator && (await isLastAdministrator(sessions, standing))) {
      return refuse('last-administrator', 'roles');
    }
    const done = await this.service.store.execute(personStream(person), context, personDecider, (state) =>
      changeRoles(state, roles),
    );
    if (isRefusal(done) || done.events.length === 0) return done;
    const now = await personAsItStands(this.service, person);
    if (now !== undefined) await sessions.setAccount(accountOfPerson(this.settings, now));
    if (!done.replayed) await sessions.endAllOf(person, session);
    return done;
  }
}
