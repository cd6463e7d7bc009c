import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Consent } from '#contracts/shared/consent.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ConsentWidened } from '#key-vault/key-vault.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { storyStream, type StoryEvent } from '../../domain/story/events.js';
import { narrowConsent, storyDecider } from '../../domain/story/story.js';

/** Less is always possible: the audiences named here, and of those only what was agreed before; more people left out. */
export class NarrowConsent extends Command<Executed<StoryEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
    /** Undefined: those that stand. */
    readonly audiences: Consent['audiences'] | undefined,
    /** Beside those who are left out already. */
    readonly exclusions: Consent['exclusions'] = [],
  ) {
    super();
  }
}

@CommandHandler(NarrowConsent)
export class NarrowConsentHandler implements ICommandHandler<NarrowConsent> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story, audiences, exclusions }: NarrowConsent): Promise<Executed<StoryEvent> | Refusal> {
    const { store, vault } = this.service;
    const owner = storyStream(story);
    const now = await vault.consentOf(owner);
    if (now === undefined) return refuse('story-not-found');
    if (now.state !== 'active') return refuse('story-already-withdrawn');
    const stands = now.consent.exclusions;
    const added = exclusions.filter((one) => !stands.some(({ kind, id }) => kind === one.kind && id === one.id));
    const consent: Consent = {
      ...now.consent,
      audiences: audiences ?? now.consent.audiences,
      exclusions: [...stands, ...added],
      answeredAt: context.at,
    };
    const intent = `narrow/${context.commandId}`;
    try {
      await vault.narrow(owner, consent, { id: intent, actor: context.actor, at: context.at });
    } catch (error) {
      if (error instanceof ConsentWidened) return refuse('story-consent-not-narrower', 'audiences');
      throw error;
    }
    const done = await store.execute(owner, context, storyDecider, (state) => narrowConsent(state, consent));
    await vault.settleIntent(intent);
    return done;
  }
}
