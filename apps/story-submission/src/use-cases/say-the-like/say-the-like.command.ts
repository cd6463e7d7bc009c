import { createHmac } from 'node:crypto';

import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  answerTheLike,
  quantificationDecider,
  quantificationStream,
} from '../../domain/quantification/quantification.js';
import { sittingsHeard, storiesHeard } from '../../read-models/quantification/quantification.js';
import { stories, type StoryDocument } from '../../read-models/stories/stories.js';
import type { QuantificationChanged } from '../quantify-story/quantify-story.command.js';

/** A story that somebody has heard: at a sitting that has closed, or as an evaluator of its programme. */
export async function storyHeardBy(
  { views }: Pick<ServiceRuntime, 'views'>,
  who: SomeoneAsking,
  id: string,
): Promise<StoryDocument | Refusal> {
  const story = await views.get(stories, id);
  if (story === undefined || story.isWithdrawn || story.organisation !== who.organisation) {
    return refuse('story-not-found', 'story');
  }
  if (mayActOn(who, story, ['evaluator'])) return story;
  const { documents } = await views.find(storiesHeard, { index: 'byStory', equals: { story: id } });
  const sittings = await Promise.all(documents.map(({ sitting }) => views.get(sittingsHeard, sitting)));
  return sittings.some((sitting) => sitting?.people.includes(who.person) === true)
    ? story
    : refuse('story-not-found', 'story');
}

export class SayTheLike extends Command<QuantificationChanged> {
  constructor(
    readonly context: CommandContext,
    readonly who: SomeoneAsking,
    readonly story: string,
    readonly happened: boolean,
  ) {
    super();
  }
}

@CommandHandler(SayTheLike)
export class SayTheLikeHandler implements ICommandHandler<SayTheLike> {
  constructor(private readonly service: ServiceRuntime) {}

  /** One answer a person, and nobody can read from the events who gave it. */
  async execute({ context, who, story: id, happened }: SayTheLike): Promise<QuantificationChanged> {
    const { store, views, secret } = this.service;
    const story = await storyHeardBy(this.service, who, id);
    if (isRefusal(story)) return story;
    const hearer = createHmac('sha256', secret)
      .update(JSON.stringify(['the like', id, who.person]))
      .digest('base64url');
    const within = { ...context, organisation: story.organisation, actor: 'anyone' };
    const done = await store.execute(quantificationStream(id), within, quantificationDecider, (state) =>
      answerTheLike(state, { story: id, hearer, happened }),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}
