import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSignIn, personDecider, personStream } from '../../domain/person/person.js';
import { IdentitySettings } from '../../identity-settings.js';
import { personAsItStands } from '../../person-as-it-stands.js';
import { keepChanged } from '../../proof/keep-changed.js';
import { hashOfName } from '../../proof/sign-in-name.js';
import { signInLink } from '../../inviting/sign-in-link.js';
import { takeOpenInvitationBack } from '../../inviting/take-open-invitation-back.js';

/** A new one-time link for somebody whose invitation is lost, or who has forgotten their password. Older ones end. */
export class MakeLink extends Command<LinkMade | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly person: string,
    /** They have lost their app, keys and recovery codes as well: all of them stop working now. */
    readonly removesSecondStep: boolean,
  ) {
    super();
  }
}

export interface LinkMade {
  readonly link: string;
}

@CommandHandler(MakeLink)
export class MakeLinkHandler implements ICommandHandler<MakeLink> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
  ) {}

  async execute({ context, person, removesSecondStep }: MakeLink): Promise<LinkMade | Refusal> {
    const standing = await personAsItStands(this.service, person);
    if (standing?.organisation !== context.organisation) return refuse('person-not-found');
    const done = await this.service.store.execute(personStream(person), context, personDecider, (state) =>
      changeSignIn(state, removesSecondStep ? 'second-step-taken-away' : 'link-made'),
    );
    if (isRefusal(done)) return done;
    if (removesSecondStep) await this.#removeSecondStep(person);
    const { added, contact } = standing.state;
    if (contact === null) await takeOpenInvitationBack(this.service, context, person);
    await this.settings.sessions.endLinksOf(person);
    const purpose = contact === null ? 'invitation' : 'new-password';
    return { link: await signInLink(this.settings, context, person, added.language, purpose) };
  }

  async #removeSecondStep(person: string): Promise<void> {
    const { sessions } = this.settings;
    const { passkeys = [] } = (await sessions.credentials.credentialsOf(person))?.credentials ?? {};
    await keepChanged(sessions.credentials, person, ({ password }) => (password === undefined ? {} : { password }));
    for (const { id } of passkeys) {
      await sessions.credentials.releaseName(hashOfName(this.service.secret, 'passkey', id), person);
    }
    await sessions.endAllOf(person);
  }
}
