import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { harmlessText } from '#contracts/shared/harmless-text.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  closeConcern,
  concernDecider,
  concernStream,
  dueAfter,
  keepsStoryBack,
  raiseConcern,
  takeConcern,
  type ConcernAbout,
  type ConcernEvent,
  type ConcernOutcome,
  type RaisedBy,
} from '../../domain/concern/concern.js';
import { storyStream } from '../../domain/story/events.js';
import { keepBack } from '../../stories/held-for-concern.js';

type Done = Executed<ConcernEvent> | Refusal;

/** What is sealed with the story. */
export interface ConcernText {
  readonly text: string;
}

/** Somebody who told, brought in or read a story says that something in it worries them. */
export class RaiseConcern extends Command<Done> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly story: string,
    readonly text: string,
    readonly about: ConcernAbout = 'danger',
    readonly by: RaisedBy = 'staff',
  ) {
    super();
  }
}

@CommandHandler(RaiseConcern)
export class RaiseConcernHandler implements ICommandHandler<RaiseConcern> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, programme, story, text, about, by }: RaiseConcern): Promise<Done> {
    const concern = idFrom(context.commandId, 'concern');
    const sealer = await this.service.vault.sealer(storyStream(story));
    if (sealer === undefined) return refuse('story-already-withdrawn');
    const said = sealer.seal('text', 1, { text: harmlessText(text) } satisfies ConcernText);
    const dueAt = dueAfter(context.at);
    const done = await this.service.store.execute(concernStream(concern), context, concernDecider, (state) =>
      raiseConcern(state, { concern, programme, story, said, dueAt, about, by }),
    );
    if (!isRefusal(done) && keepsStoryBack(about)) await keepBack(this.service, context, { concern, story });
    return done;
  }
}

export class TakeConcern extends Command<Done> {
  constructor(
    readonly context: CommandContext,
    readonly concern: string,
  ) {
    super();
  }
}

@CommandHandler(TakeConcern)
export class TakeConcernHandler implements ICommandHandler<TakeConcern> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, concern }: TakeConcern): Promise<Done> {
    return this.service.store.execute(concernStream(concern), context, concernDecider, (state) =>
      takeConcern(state, context.actor),
    );
  }
}

export class CloseConcern extends Command<Done> {
  constructor(
    readonly context: CommandContext,
    readonly concern: string,
    readonly story: string,
    readonly outcome: ConcernOutcome,
    readonly text: string,
  ) {
    super();
  }
}

@CommandHandler(CloseConcern)
export class CloseConcernHandler implements ICommandHandler<CloseConcern> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, concern, story, outcome, text }: CloseConcern): Promise<Done> {
    const sealer = await this.service.vault.sealer(storyStream(story));
    // The story was erased: that the concern ended is still written down, what was noted cannot be.
    const note = sealer?.seal('text', 1, { text: harmlessText(text) } satisfies ConcernText) ?? null;
    return this.service.store.execute(concernStream(concern), context, concernDecider, (state) =>
      closeConcern(state, context.actor, outcome, note),
    );
  }
}
