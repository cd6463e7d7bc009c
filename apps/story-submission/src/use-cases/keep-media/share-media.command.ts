import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Consent } from '#contracts/shared/consent.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { chooseSharing, mediaDecider, mediaStream, type MediaEvent } from '../../domain/media/media.js';
import { storyStream } from '../../domain/story/events.js';
import { narrowConsent, storyDecider } from '../../domain/story/story.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';

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
    const owner = storyStream(id);
    const now = await vault.consentOf(owner);
    if (now === undefined || now.state === 'withdrawn' || now.state === 'erased') {
      return refuse('story-already-withdrawn');
    }
    const uses = now.consent.uses.filter((use) => use !== 'media');
    const consent: Consent = {
      ...now.consent,
      uses: isShared ? [...uses, 'media'] : uses,
      answeredAt: context.at,
    };
    const within = { ...context, organisation };
    // Less goes to the key first; more is written down first.
    if (!isShared && now.consent.uses.includes('media')) await this.#narrow(within, owner, consent);
    const data = { story: id, programme, isShared, consent };
    const done = await store.execute(mediaStream(id), within, mediaDecider, (state) => chooseSharing(state, data));
    if (!isRefusal(done) && isShared && !now.consent.uses.includes('media')) await vault.widen(owner, consent);
    return done;
  }

  async #narrow(context: CommandContext, owner: string, consent: Consent): Promise<void> {
    const { store, vault } = this.service;
    const intent = `narrow/${context.commandId}`;
    await vault.narrow(owner, consent, { id: intent, actor: context.actor, at: context.at });
    const { organisation, actor, at, correlation } = context;
    const command = { commandId: idFrom(context.commandId, 'media'), organisation, actor, at, correlation };
    await store.execute(owner, command, storyDecider, (state) => narrowConsent(state, consent));
    await vault.settleIntent(intent);
  }
}
