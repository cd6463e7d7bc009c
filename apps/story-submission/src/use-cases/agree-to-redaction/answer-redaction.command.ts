import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { refuse } from '#contracts/shared/refusal.js';
import type { StoryText } from '#contracts/shared/story-text.js';
import type { CommandContext } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { storyStream } from '../../domain/story/events.js';
import { agreeToRedaction, proposeOtherWords } from '../../domain/story/redaction.js';
import { storyDecider, thereIsANarrative, wordsIn } from '../../domain/story/story.js';
import { redactions } from '../../read-models/redactions/redactions.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import type { RedactionChanged } from '../redact-story/redact-story.command.js';
import { cleaned } from '../../stories/cleaned-text.js';

export type TellersAnswer =
  { readonly kind: 'agree' } | { readonly kind: 'other-words'; readonly text: Partial<StoryText> };

/** For the teller alone: the routes find out that the story is theirs. */
export class AnswerRedaction extends Command<RedactionChanged> {
  constructor(
    readonly context: CommandContext,
    readonly document: StoryDocument,
    /** What the teller saw. */
    readonly redaction: string,
    readonly answer: TellersAnswer,
  ) {
    super();
  }
}

@CommandHandler(AnswerRedaction)
export class AnswerRedactionHandler implements ICommandHandler<AnswerRedaction> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, document, redaction, answer }: AnswerRedaction): Promise<RedactionChanged> {
    const { store, vault, views, unlocking } = this.service;
    const { id, organisation, teller } = document;
    const owner = storyStream(id);
    const within = { ...context, organisation };
    if (answer.kind === 'agree') {
      return store.execute(owner, within, storyDecider, (state) => agreeToRedaction(state, redaction, 'teller'));
    }
    const open = (await views.get(redactions, id))?.open;
    // A view may be behind: what the teller did not write again is taken from the proposal that they saw.
    if (open?.redaction !== redaction) return refuse('redaction-not-open');
    const reader = { person: teller, organisation };
    const unlocked = await unlocking.unlockOne({ owner, reader, purpose: 'teller', use: 'read' });
    const sealer = await vault.sealer(owner);
    if (unlocked.kind === 'withheld' || sealer === undefined) return refuse('story-already-withdrawn');
    const { clean } = cleaned({ ...unlocked.open<StoryText>(open.text), ...answer.text });
    const refusal = thereIsANarrative(clean.narrative);
    if (refusal !== undefined) return refusal;
    const text = sealer.seal('text', open.text.version, clean);
    const data = { redaction, words: wordsIn(clean.narrative), text };
    return store.execute(owner, within, storyDecider, (state) => proposeOtherWords(state, data, clean.narrative));
  }
}
