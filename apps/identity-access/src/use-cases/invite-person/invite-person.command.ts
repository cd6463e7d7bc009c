import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  askInvitation,
  invitationDecider,
  invitationStream,
  takeBackInvitation,
  type InvitationAddress,
  type InvitationEvent,
} from '../../domain/invitation/invitation.js';
import { personStream } from '../../domain/person/person.js';
import { IdentitySettings } from '../../identity-settings.js';
import { personAsItStands } from '../../person-as-it-stands.js';
import { isEmailAddress } from '../../proof/sign-in-name.js';
import { endLinkOfInvitation } from './link-of-invitation.js';

/** Has an invitation sent by mail: the letter goes out from a reaction, after an outage or a restart as well. */
export class InvitePerson extends Command<Executed<InvitationEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly person: string,
    /** Left out: where the last one went. */
    readonly address: string | undefined,
  ) {
    super();
  }
}

/** Asked together with something else: an id of its own. */
export function forInvitation(context: CommandContext): CommandContext {
  return { ...context, commandId: idFrom(context.commandId, 'invite') };
}

@CommandHandler(InvitePerson)
export class InvitePersonHandler implements ICommandHandler<InvitePerson> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, person, address }: InvitePerson): Promise<Executed<InvitationEvent> | Refusal> {
    const standing = await personAsItStands(this.service, person);
    if (standing?.organisation !== context.organisation) return refuse('person-not-found');
    if (!standing.state.isActive) return refuse('person-deactivated');
    if (standing.state.contact !== null) return refuse('invitation-used');
    if (address !== undefined && !isEmailAddress(address)) return refuse('invitation-address-malformed', 'address');
    const sealed = address === undefined ? undefined : await this.#seal(standing.organisation, person, address);
    const invitation = idFrom(context.commandId, 'invitation');
    return this.service.store.execute(invitationStream(person), context, invitationDecider, (state) =>
      askInvitation(state, invitation, sealed),
    );
  }

  async #seal(organisation: string, person: string, address: string): Promise<Sealed> {
    const owner = personStream(person);
    const classes = ['name', 'contact'] as const;
    const sealer = await this.service.vault.createPersonal({ owner, organisation, person, classes });
    return sealer.seal('contact', 1, { address: address.trim() } satisfies InvitationAddress);
  }
}

/** Its link stops working at once. A letter that is out says so when somebody opens it. */
export class TakeBackInvitation extends Command<Executed<InvitationEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly person: string,
  ) {
    super();
  }
}

@CommandHandler(TakeBackInvitation)
export class TakeBackInvitationHandler implements ICommandHandler<TakeBackInvitation> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
  ) {}

  async execute({ context, person }: TakeBackInvitation): Promise<Executed<InvitationEvent> | Refusal> {
    const { service, settings } = this;
    const standing = await personAsItStands(service, person);
    if (standing?.organisation !== context.organisation) return refuse('person-not-found');
    if (standing.state.contact !== null) return refuse('invitation-used');
    const done = await service.store.execute(invitationStream(person), context, invitationDecider, takeBackInvitation);
    if (!isRefusal(done)) await endLinkOfInvitation(service, settings, standing.organisation, person);
    return done;
  }
}
