import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Consent } from '#contracts/shared/consent.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { chooseSharing, mediaDecider, mediaStream, type MediaEvent } from '../../domain/media/media.js';
import { storyStream } from '../../domain/story/events.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { narrowOneStory } from '../narrow-consent/narrow-one-story.js';
import { widenOneStory } from '../narrow-consent/widen-one-story.js';

/** Its teller says whether those who may read the story may see and hear what was added to it. */
export class ShareMedia extends Command<Executed<MediaEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: StoryDocument,
    readonly isShared: boolean,
  ) {
    super();
  }
}

@CommandHandler(ShareMedia)
export class ShareMediaHandler implements ICommandHandler<ShareMedia> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story, isShared }: ShareMedia): Promise<Executed<MediaEvent> | Refusal> {
    const { store, vault } = this.service;
    const { id, organisation, programme } = story;
    const now = await vault.consentOf(storyStream(id));
    if (now === undefined || now.state === 'withdrawn' || now.state === 'erased') {
      return refuse('story-already-withdrawn');
    }
    const within = { ...context, organisation };
    const of = { ...within, commandId: idFrom(context.commandId, 'consent') };
    const uses = now.consent.uses.filter((use) => use !== 'media');
    const consent: Consent = { ...now.consent, uses: isShared ? [...uses, 'media'] : uses, answeredAt: context.at };
    if (isShared !== now.consent.uses.includes('media')) {
      const refusal = isShared ? await widenOneStory(this.service, of, id, consent) : await this.#narrow(of, id);
      if (refusal !== undefined) return refusal;
    }
    const data = { story: id, programme, isShared, consent };
    return store.execute(mediaStream(id), within, mediaDecider, (state) => chooseSharing(state, data));
  }

  async #narrow(context: CommandContext, story: string): Promise<Refusal | undefined> {
    const done = await narrowOneStory(this.service, context, story, (standing) => ({
      ...standing,
      uses: standing.uses.filter((use) => use !== 'media'),
    }));
    return isRefusal(done) ? done : undefined;
  }
}
