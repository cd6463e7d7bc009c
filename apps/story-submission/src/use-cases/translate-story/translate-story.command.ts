import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { harmlessText } from '#contracts/shared/harmless-text.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { TranslatedText } from '#contracts/shared/story-text.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { storyStream } from '../../domain/story/events.js';
import {
  translateStory,
  translationDecider,
  translationStream,
  type TranslationEvent,
  type TranslationLanguage,
} from '../../domain/translation/translation.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';

export type Translated = Executed<TranslationEvent> | Refusal;

/** For whoever may translate it: the routes find that out. */
export class TranslateStory extends Command<Translated> {
  constructor(
    readonly context: CommandContext,
    readonly document: StoryDocument,
    readonly language: TranslationLanguage,
    /** Of the text that was translated. */
    readonly storyVersion: number,
    readonly text: TranslatedText,
  ) {
    super();
  }
}

@CommandHandler(TranslateStory)
export class TranslateStoryHandler implements ICommandHandler<TranslateStory> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, document, language, storyVersion, text }: TranslateStory): Promise<Translated> {
    const { store, vault, views } = this.service;
    const { id: story, programme, period, language: told } = document;
    if (document.text.version !== storyVersion) return refuse('story-changed-since-read');
    const sealer = await vault.sealer(storyStream(story));
    if (sealer === undefined) return refuse('story-already-withdrawn');
    const { title, narrative, whySignificant } = text;
    const whole: TranslatedText = {
      title: title === null ? null : harmlessText(title),
      narrative: harmlessText(narrative),
      whySignificant: whySignificant === null ? null : harmlessText(whySignificant),
    };
    const sealed = sealer.seal('text', storyVersion, whole);
    const data = { story, programme, period, language, storyVersion, text: sealed };
    const done = await store.execute(translationStream(story), context, translationDecider, (state) =>
      translateStory(state, told, data, whole.narrative),
    );
    if (!isRefusal(done)) await views.reached(done.stream, done.version);
    return done;
  }
}
