import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { StoryText } from '#contracts/shared/story-text.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { KeysErased } from '#key-vault/key-vault.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { withoutPassages, type Passage } from '../../domain/redaction/passages.js';
import { storyStream, type StoryEvent } from '../../domain/story/events.js';
import { agreeToRedaction, proposeRedaction, takeBackRedaction } from '../../domain/story/redaction.js';
import { storyDecider, wordsIn } from '../../domain/story/story.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { holdStory, letGoAsRecorded } from '../../stories/held-at-key.js';

export type RedactionChanged = Executed<StoryEvent> | Refusal;

/** For whoever may read it first: the routes find that out, and open the text for them. */
export class ProposeRedaction extends Command<RedactionChanged> {
  constructor(
    readonly context: CommandContext,
    readonly document: StoryDocument,
    readonly text: StoryText,
    readonly passages: readonly Passage[],
    /** Of the text in which they were marked. */
    readonly storyVersion: number,
  ) {
    super();
  }
}

@CommandHandler(ProposeRedaction)
export class ProposeRedactionHandler implements ICommandHandler<ProposeRedaction> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, document, text, passages, storyVersion }: ProposeRedaction): Promise<RedactionChanged> {
    const { vault } = this.service;
    const { organisation, programme, teller } = document;
    if (document.text.version !== storyVersion) return refuse('story-changed-since-read');
    const changed = withoutPassages(text, passages);
    if (isRefusal(changed)) return changed;
    const owner = storyStream(document.id);
    const standing = await vault.consentOf(owner);
    if (standing === undefined) return refuse('story-already-withdrawn');
    try {
      // A story brought in without an original has no key for one yet.
      const sealer = await vault.createStory({
        ...{ owner, organisation, person: teller, consent: standing.consent },
        classes: ['text', 'original'],
      });
      const data = {
        ...{ redaction: idFrom(context.commandId, 'redaction'), programme, storyVersion },
        words: wordsIn(changed.narrative),
        text: sealer.seal('text', storyVersion + 1, changed),
        original: sealer.seal('original', storyVersion, text),
      };
      return await holdStory(this.service, context, {
        ...{ story: document.id, intent: `hold/${context.commandId}` },
        decide: (state) => proposeRedaction(state, data, changed.narrative),
      });
    } catch (error) {
      if (error instanceof KeysErased) return refuse('story-already-withdrawn');
      throw error;
    }
  }
}

/** `accept`: the teller’s other words become the new version. `take-back`: nothing is to be left out after all. */
export class SettleRedaction extends Command<RedactionChanged> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
    readonly redaction: string,
    readonly act: 'accept' | 'take-back',
  ) {
    super();
  }
}

@CommandHandler(SettleRedaction)
export class SettleRedactionHandler implements ICommandHandler<SettleRedaction> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story, redaction, act }: SettleRedaction): Promise<RedactionChanged> {
    const done = await this.service.store.execute(storyStream(story), context, storyDecider, (state) =>
      act === 'accept' ? agreeToRedaction(state, redaction, 'moderator') : takeBackRedaction(state, redaction),
    );
    if (!isRefusal(done)) await letGoAsRecorded(this.service, story);
    return done;
  }
}
