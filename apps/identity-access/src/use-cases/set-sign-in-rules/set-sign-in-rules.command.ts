import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  setSignInRules,
  signInRulesDecider,
  signInRulesStream,
  type SignInRules,
  type SignInRulesSet,
} from '../../domain/sign-in-rules/sign-in-rules.js';

/** Holds from the next time that somebody signs in. */
export class SetSignInRules extends Command<Executed<SignInRulesSet> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly rules: SignInRules,
  ) {
    super();
  }
}

@CommandHandler(SetSignInRules)
export class SetSignInRulesHandler implements ICommandHandler<SetSignInRules> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, rules }: SetSignInRules): Promise<Executed<SignInRulesSet> | Refusal> {
    return this.service.store.execute(signInRulesStream(context.organisation), context, signInRulesDecider, (state) =>
      setSignInRules(state, rules),
    );
  }
}
