import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { feedbackStream, type Ending } from '../../domain/feedback/events.js';
import { closeFeedback, feedbackDecider } from '../../domain/feedback/feedback.js';
import { feedbackFor } from '../../telling-back/feedback-for.js';
import type { FeedbackChanged } from '../write-feedback/write-feedback.command.js';

/** Ends an item of which nobody can be, or wants to be, told. */
export class CloseFeedback extends Command<FeedbackChanged> {
  constructor(
    readonly context: CommandContext,
    readonly who: SomeoneAsking,
    readonly feedback: string,
    readonly as: Ending,
  ) {
    super();
  }
}

@CommandHandler(CloseFeedback)
export class CloseFeedbackHandler implements ICommandHandler<CloseFeedback> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, who, feedback, as }: CloseFeedback): Promise<FeedbackChanged> {
    const { store, views } = this.service;
    const found = await feedbackFor(this.service, who, feedback);
    if (isRefusal(found)) return found;
    const within = { ...context, organisation: found.organisation };
    const done = await store.execute(feedbackStream(feedback), within, feedbackDecider, (state) =>
      closeFeedback(state, as),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}
