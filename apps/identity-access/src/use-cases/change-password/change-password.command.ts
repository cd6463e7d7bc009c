import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { PersonAsking } from '#access/principal.js';
import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';

import { ChoosePassword, type PasswordChosen } from '../choose-password/choose-password.command.js';
import { ProvePassword } from '../../proof/prove-password.js';

/** By somebody who is signed in and says the one they have. Their other sessions end. */
export class ChangePassword extends Command<PasswordChosen | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly who: PersonAsking,
    readonly current: string,
    readonly password: string,
  ) {
    super();
  }
}

@CommandHandler(ChangePassword)
export class ChangePasswordHandler implements ICommandHandler<ChangePassword> {
  constructor(
    private readonly commands: CommandBus,
    private readonly passwords: ProvePassword,
  ) {}

  async execute({ context, who, current, password }: ChangePassword): Promise<PasswordChosen | Refusal> {
    const wrong = await this.passwords.isOf(who.person, current);
    if (wrong !== undefined) return { ...wrong, field: 'current' };
    return this.commands.execute(new ChoosePassword(context, who.person, password, undefined, who.session));
  }
}
