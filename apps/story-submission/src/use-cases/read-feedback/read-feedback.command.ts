import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { feedbackStream } from '../../domain/feedback/events.js';
import { answerFeedback, feedbackDecider, seeFeedback } from '../../domain/feedback/feedback.js';
import type { FeedbackDocument } from '../../read-models/feedback/feedback.js';
import { sealWords } from '../../telling-back/seal-words.js';
import type { FeedbackChanged } from '../write-feedback/write-feedback.command.js';

/** For whoever it is for: the routes find out that it is theirs. */
export class SeeWhatWasSaid extends Command<FeedbackChanged> {
  constructor(
    readonly context: CommandContext,
    readonly feedback: FeedbackDocument,
  ) {
    super();
  }
}

@CommandHandler(SeeWhatWasSaid)
export class SeeWhatWasSaidHandler implements ICommandHandler<SeeWhatWasSaid> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, feedback: { id, organisation } }: SeeWhatWasSaid): Promise<FeedbackChanged> {
    const { store, views } = this.service;
    const done = await store.execute(feedbackStream(id), { ...context, organisation }, feedbackDecider, (state) =>
      seeFeedback(state, context.at),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}

/** What they say to it: the panel may read it, and panels after it. */
export class AnswerPanel extends Command<FeedbackChanged> {
  constructor(
    readonly context: CommandContext,
    readonly feedback: FeedbackDocument,
    readonly answer: string,
  ) {
    super();
  }
}

const reach = ['this-panel', 'later-panels'] as const;

@CommandHandler(AnswerPanel)
export class AnswerPanelHandler implements ICommandHandler<AnswerPanel> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, feedback, answer: text }: AnswerPanel): Promise<FeedbackChanged> {
    const { store, views } = this.service;
    const { id, organisation, story, addressee: author } = feedback;
    const said = { organisation, story, author, text, reach };
    const answer = await sealWords(this.service, context.commandId, 'answer', said);
    if (isRefusal(answer)) return answer;
    const done = await store.execute(feedbackStream(id), { ...context, organisation }, feedbackDecider, (state) =>
      answerFeedback(state, answer, context.at),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}
