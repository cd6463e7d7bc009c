import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Passkey } from '#access/credentials.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSignIn, personDecider, personStream } from '../../domain/person/person.js';
import { IdentitySettings } from '../../identity-settings.js';
import { keepChanged } from '../../proof/keep-changed.js';
import { hashOfName } from '../../proof/sign-in-name.js';

/** A passkey that was verified; one more, or one fewer. */
export class ChangePasskeys extends Command<Refusal | undefined> {
  constructor(
    readonly context: CommandContext,
    readonly person: string,
    readonly change: { readonly add: Passkey } | { readonly remove: string },
  ) {
    super();
  }
}

@CommandHandler(ChangePasskeys)
export class ChangePasskeysHandler implements ICommandHandler<ChangePasskeys> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
  ) {}

  async execute({ context, person, change }: ChangePasskeys): Promise<Refusal | undefined> {
    const { credentials } = this.settings.sessions;
    const id = 'add' in change ? change.add.id : change.remove;
    const name = hashOfName(this.service.secret, 'passkey', id);
    if ('add' in change && !(await credentials.claimName(name, person))) return refuse('passkey-refused');
    const { fingerprint: _, stated: __, ...within } = context;
    const done = await this.service.store.execute(personStream(person), within, personDecider, (state) =>
      changeSignIn(state, 'add' in change ? 'passkey-added' : 'passkey-removed'),
    );
    if (isRefusal(done)) return done;
    await keepChanged(credentials, person, ({ passkeys = [], ...rest }) => {
      const others = passkeys.filter((passkey) => passkey.id !== id);
      return { ...rest, passkeys: 'add' in change ? [...others, change.add] : others };
    });
    if ('remove' in change) await credentials.releaseName(name, person);
    return undefined;
  }
}
