import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { consentAudiences, type Consent, type ConsentAudience, type ConsentUse } from '#contracts/shared/consent.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { dayOfProgramme } from '#service-kit/known/programme-day.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { overTimeStream, type OverTimeEvent } from '../../domain/over-time/events.js';
import { overTimeDecider } from '../../domain/over-time/over-time.js';
import { agreedAgain, answerRenewal, postRenewal } from '../../domain/over-time/renewal.js';
import { storyStream } from '../../domain/story/events.js';
import { overTimeOf } from '../../over-time/over-time-of.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { narrowOneStory } from '../../consent/narrow-one-story.js';
import { widenOneStory } from '../../consent/widen-one-story.js';

type Done = Executed<OverTimeEvent> | Refusal;

/** The teller’s answer, whole: those who are not named may not read it any more. The routes find out that it is theirs. */
export class AnswerRenewal extends Command<Done> {
  constructor(
    readonly context: CommandContext,
    readonly story: Pick<StoryDocument, 'id' | 'organisation' | 'programme'>,
    readonly audiences: readonly ConsentAudience[],
    readonly uses: readonly ConsentUse[],
  ) {
    super();
  }
}

export class PostRenewal extends Command<Done> {
  constructor(
    readonly context: CommandContext,
    readonly story: Pick<StoryDocument, 'id' | 'organisation'>,
  ) {
    super();
  }
}

@CommandHandler(AnswerRenewal)
export class AnswerRenewalHandler implements ICommandHandler<AnswerRenewal> {
  constructor(private readonly service: ServiceRuntime) {}

  /** What goes, goes at the key first; what comes, comes as an event first. After a stop it can be answered again. */
  async execute({ context, story, audiences, uses }: AnswerRenewal): Promise<Done> {
    const { store, vault, views } = this.service;
    const { id, organisation } = story;
    const owner = storyStream(id);
    const within = { ...context, organisation, causation: overTimeStream(id) };
    const standing = await vault.consentOf(owner);
    if (standing === undefined || standing.state === 'erased' || standing.state === 'withdrawn') {
      return refuse('story-already-withdrawn');
    }
    if (standing.state === 'frozen') return refuse('story-sharing-paused');
    const agreed = agreedAgain(await overTimeOf(this.service, id), standing.consent, audiences, uses);
    if (isRefusal(agreed)) return agreed;
    if (Object.keys(agreed.less).length < Object.keys(standing.consent.audiences).length) {
      const narrow = { ...within, commandId: idFrom(context.commandId, 'narrow') };
      const done = await narrowOneStory(this.service, narrow, id, (now) => ({ ...now, audiences: agreed.less }));
      if (isRefusal(done)) return done;
    }
    if (agreed.more !== null) {
      const consent: Consent = { ...standing.consent, ...agreed.more, answeredAt: context.at };
      const renew = { ...within, commandId: idFrom(context.commandId, 'renew') };
      const refusal = await widenOneStory(this.service, renew, id, consent);
      if (refusal !== undefined) return refusal;
    }
    const today = await dayOfProgramme(this.service, story.programme, context.at);
    const chosen = consentAudiences.filter((audience) => audiences.includes(audience));
    const done = await store.execute(
      overTimeStream(id),
      { ...within, commandId: idFrom(context.commandId, 'answer') },
      overTimeDecider,
      (state) => answerRenewal(state, chosen, today),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}

@CommandHandler(PostRenewal)
export class PostRenewalHandler implements ICommandHandler<PostRenewal> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story: { id, organisation } }: PostRenewal): Promise<Done> {
    const done = await this.service.store.execute(
      overTimeStream(id),
      { ...context, organisation },
      overTimeDecider,
      (state) => postRenewal(state, id),
    );
    if (!isRefusal(done)) await this.service.views.reached(done.stream, done.version);
    return done;
  }
}
