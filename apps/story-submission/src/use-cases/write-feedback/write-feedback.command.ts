import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { feedbackStream, type Channel, type FeedbackEvent } from '../../domain/feedback/events.js';
import { feedbackDecider, sendFeedback, wordFeedback } from '../../domain/feedback/feedback.js';
import { feedbackFor } from '../../telling-back/feedback-for.js';
import { languageTo } from '../../telling-back/language-to.js';
import { routeTo } from '../../telling-back/route-to.js';
import { sealWords } from '../../telling-back/seal-words.js';

export type FeedbackChanged = Executed<FeedbackEvent> | Refusal;

/** Keeps the words of one item; with a channel, sends it in them. Without words it goes in those that were kept. */
export class WriteFeedback extends Command<FeedbackChanged> {
  constructor(
    readonly context: CommandContext,
    readonly who: SomeoneAsking,
    readonly feedback: string,
    readonly wording: string | undefined,
    readonly channel: Channel | undefined,
  ) {
    super();
  }
}

/** Where it may be read: by whoever writes feedback or collected the story as the panel may, and by the teller. */
const reach = ['this-panel', 'teller'] as const;

@CommandHandler(WriteFeedback)
export class WriteFeedbackHandler implements ICommandHandler<WriteFeedback> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, who, feedback, wording, channel }: WriteFeedback): Promise<FeedbackChanged> {
    const { service } = this;
    const found = await feedbackFor(service, who, feedback);
    if (isRefusal(found)) return found;
    const { organisation, story } = found;
    const within = { ...context, organisation };
    const said = { organisation, story, author: context.actor, text: wording ?? '', reach };
    const sealed = wording === undefined ? null : await sealWords(service, context.commandId, 'feedback', said);
    if (isRefusal(sealed)) return sealed;
    const { drafted } = found.item;
    const route = await routeTo(service, drafted);
    const language = await languageTo(service, drafted);
    const worded = sealed === null ? null : { wording: sealed, language };
    const done = await service.store.execute(feedbackStream(feedback), within, feedbackDecider, (state) => {
      if (channel !== undefined) return sendFeedback(state, channel, route, worded);
      return worded === null ? [] : wordFeedback(state, worded);
    });
    if (!isRefusal(done)) await service.views.reached(done.stream, done.version);
    return done;
  }
}
