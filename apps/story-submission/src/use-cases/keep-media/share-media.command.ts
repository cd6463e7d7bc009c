import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Consent } from '#contracts/shared/consent.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { chooseSharing, mediaDecider, mediaStream, type MediaEvent } from '../../domain/media/media.js';
import { storyStream } from '../../domain/story/events.js';
import { isKeptInDraft } from '../../media/media-of-draft.js';
import { forNobodyYet, type StoryOfMedia } from '../../media/story-of-media.js';
import { narrowOneStory } from '../../consent/narrow-one-story.js';
import { widenOneStory } from '../../consent/widen-one-story.js';

/** Its teller says whether those who may read the story may see and hear what was added to it. */
export class ShareMedia extends Command<Executed<MediaEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: StoryOfMedia,
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
    const { id, organisation, programme, draft } = story;
    if (draft !== undefined) return this.#inDraft(context, story, isShared);
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

  /** Part of what is agreed to when it is sent; until then nobody is given anything. */
  async #inDraft(
    context: CommandContext,
    story: StoryOfMedia,
    isShared: boolean,
  ): Promise<Executed<MediaEvent> | Refusal> {
    const { id, organisation, programme, language } = story;
    const said = { uses: isShared ? (['media'] as const) : [], answeredAt: context.at };
    const consent: Consent = { ...forNobodyYet, language: language === 'cy' ? 'cy' : 'en', ...said };
    const data = { story: id, programme, isShared, consent };
    const within = { ...context, organisation };
    const done = await this.service.store.execute(mediaStream(id), within, mediaDecider, (state) =>
      chooseSharing(state, data),
    );
    if (!isRefusal(done)) await isKeptInDraft(this.service, context, story);
    return done;
  }

  async #narrow(context: CommandContext, story: string): Promise<Refusal | undefined> {
    const done = await narrowOneStory(this.service, context, story, (standing) => ({
      ...standing,
      uses: standing.uses.filter((use) => use !== 'media'),
    }));
    return isRefusal(done) ? done : undefined;
  }
}
