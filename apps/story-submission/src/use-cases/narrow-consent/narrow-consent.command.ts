import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Consent } from '#contracts/shared/consent.js';
import type { Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import type { StoryEvent } from '../../domain/story/events.js';
import { narrowOneStory } from '../../consent/narrow-one-story.js';

/** Less is always possible: the audiences named here, and of those only what was agreed before; more people left out. */
export class NarrowConsent extends Command<Executed<StoryEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
    /** Undefined: those that stand. */
    readonly audiences: Consent['audiences'] | undefined,
    /** Beside those who are left out already. */
    readonly exclusions: Consent['exclusions'] = [],
    /** Of those that stand, the ones that may stay; undefined: all of them. */
    readonly uses?: Consent['uses'],
  ) {
    super();
  }
}

@CommandHandler(NarrowConsent)
export class NarrowConsentHandler implements ICommandHandler<NarrowConsent> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, story, audiences, exclusions, uses }: NarrowConsent): Promise<Executed<StoryEvent> | Refusal> {
    return narrowOneStory(this.service, context, story, (standing) => {
      const stands = standing.exclusions;
      const added = exclusions.filter((one) => !stands.some(({ kind, id }) => kind === one.kind && id === one.id));
      return {
        ...standing,
        audiences: audiences ?? standing.audiences,
        exclusions: [...stands, ...added],
        uses: standing.uses.filter((use) => uses === undefined || uses.includes(use)),
      };
    });
  }
}
