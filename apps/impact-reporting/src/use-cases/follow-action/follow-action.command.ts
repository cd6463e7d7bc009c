import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import { harmlessText } from '#contracts/shared/harmless-text.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  actionDecider,
  actionStream,
  followAction,
  hasEnded,
  type ActionEvent,
  type ActionState,
} from '../../domain/action/action.js';
import { actions } from '../../read-models/actions/actions.js';
import { mayFor } from '../../who-evaluates.js';

export interface Followed {
  readonly state: ActionState;
  readonly owner: string | null;
  readonly due: string | null;
  readonly outcome: string | null;
  readonly isShared: boolean;
}

export class FollowAction extends Command<Executed<ActionEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly who: SomeoneAsking,
    readonly action: string,
    readonly followed: Followed,
  ) {
    super();
  }
}

@CommandHandler(FollowAction)
export class FollowActionHandler implements ICommandHandler<FollowAction> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, who, action, followed }: FollowAction): Promise<Executed<ActionEvent> | Refusal> {
    const { store, vault, views } = this.service;
    const found = await views.get(actions, action);
    if (found?.organisation !== context.organisation || !mayFor(who, found.programme))
      return refuse('action-not-found');
    const { state, owner, due, outcome, isShared } = followed;
    // Seen before anything is sealed.
    if (hasEnded(state) && outcome === null) return refuse('action-outcome-missing', 'outcome');
    const sealer = await vault.sealer(`reason/${action}`);
    if (sealer === undefined) return refuse('action-text-gone');
    // Each text has a version of its own: 1 is the recommendation.
    const next = found.version * 2;
    const sealed = {
      owner: owner === null ? null : sealer.seal('reason', next, { owner: harmlessText(owner) }),
      outcome: outcome === null ? null : sealer.seal('reason', next + 1, { outcome: harmlessText(outcome) }),
    };
    return store.execute(actionStream(action), context, actionDecider, (now) =>
      followAction(now, context.organisation, { state, due, isShared, ...sealed }),
    );
  }
}
