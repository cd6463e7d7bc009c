import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { harmlessText } from '#contracts/shared/harmless-text.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { KeysErased } from '#key-vault/key-vault.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import {
  addMedium,
  classOfWords,
  clearMedium,
  mediaDecider,
  mediaStream,
  putInWords,
  takeAway,
  type MediaEvent,
  type MediumPutInWords,
  type MediumWords,
} from '../../domain/media/media.js';
import type { KeptMedium } from '../../media/keep-medium.js';
import { mediaOf } from '../../media/media-of.js';
import { isKeptInDraft, letGoOfLate } from '../../media/media-of-draft.js';
import { mediumFile, sealerFor } from '../../media/medium-file.js';
import { closedTo, type StoryOfMedia } from '../../media/story-of-media.js';

type Done = Executed<MediaEvent> | Refusal;

/** Writes down what was kept. Whose story it is, and who may, the routes find out. */
export class AddMedium extends Command<Done> {
  constructor(
    readonly context: CommandContext,
    readonly story: StoryOfMedia,
    readonly kept: KeptMedium,
    readonly by: 'teller' | 'staff',
    /** A transcript, or what is to be seen; may come later. */
    readonly words: string | undefined,
  ) {
    super();
  }
}

export class PutMediumInWords extends Command<Done> {
  constructor(
    readonly context: CommandContext,
    readonly story: StoryOfMedia,
    readonly medium: string,
    readonly words: string,
  ) {
    super();
  }
}

/** A trained person has looked at it: panels may have it. */
export class ClearMedium extends Command<Done> {
  constructor(
    readonly context: CommandContext,
    readonly story: StoryOfMedia,
    readonly medium: string,
  ) {
    super();
  }
}

export class TakeMediumAway extends Command<Done> {
  constructor(
    readonly context: CommandContext,
    readonly story: StoryOfMedia,
    readonly medium: string,
  ) {
    super();
  }
}

@CommandHandler(AddMedium)
export class AddMediumHandler implements ICommandHandler<AddMedium> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story, kept, by, words }: AddMedium): Promise<Done> {
    const { store, views, files } = this.service;
    const rules = (await views.get(knownProgrammes, story.programme))?.design.media;
    const { medium, kind, format, bytes, scan } = kept;
    const sealed = words === undefined ? undefined : await sealedWords(this.service, story, medium, words, 1);
    if (isRefusal(sealed)) return sealed;
    const { draft, programme } = story;
    const added = { story: story.id, programme, ...{ medium, kind, format, bytes, by, scan } };
    const data = draft === undefined ? added : { ...added, draft };
    const within = { ...context, organisation: story.organisation };
    const done = await store.execute(mediaStream(story.id), within, mediaDecider, (state) => {
      const decided = addMedium(state, data, rules);
      if (isRefusal(decided) || decided.length === 0 || sealed === undefined) return decided;
      const inWords: MediumPutInWords = { type: 'MediumPutInWords', schemaVersion: 1, data: { medium, words: sealed } };
      return [...decided, inWords];
    });
    if (isRefusal(done) && !(await isThere(this.service, story.id, medium))) {
      await files.remove(mediumFile(story.id, medium));
    }
    if (isRefusal(done) || (await isKeptInDraft(this.service, context, story))) return done;
    await letGoOfLate(this.service, context, story, medium);
    return refuse('draft-not-open');
  }
}

@CommandHandler(PutMediumInWords)
export class PutMediumInWordsHandler implements ICommandHandler<PutMediumInWords> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story, medium, words }: PutMediumInWords): Promise<Done> {
    const { media } = await mediaOf(this.service, story.id);
    const before = media.media.find((each) => each.medium === medium);
    if (before === undefined) return refuse('medium-not-found');
    const sealed = await sealedWords(this.service, story, medium, words, (before.words?.version ?? 0) + 1);
    if (isRefusal(sealed)) return sealed;
    const done = await changed(this.service, context, story, (state) => putInWords(state, medium, sealed));
    if (!isRefusal(done)) await isKeptInDraft(this.service, context, story);
    return done;
  }
}

@CommandHandler(ClearMedium)
export class ClearMediumHandler implements ICommandHandler<ClearMedium> {
  constructor(private readonly service: ServiceRuntime) {}

  execute({ context, story, medium }: ClearMedium): Promise<Done> {
    return changed(this.service, context, story, (state) => clearMedium(state, medium));
  }
}

@CommandHandler(TakeMediumAway)
export class TakeMediumAwayHandler implements ICommandHandler<TakeMediumAway> {
  constructor(private readonly service: ServiceRuntime) {}

  /** The event first: a file that stays behind after a stop is removed by the reaction. */
  async execute({ context, story, medium }: TakeMediumAway): Promise<Done> {
    const done = await changed(this.service, context, story, (state) => takeAway(state, medium));
    if (!isRefusal(done)) await this.service.files.remove(mediumFile(story.id, medium));
    return done;
  }
}

const changed = (
  { store }: ServiceRuntime,
  context: CommandContext,
  { id, organisation }: StoryOfMedia,
  decide: Parameters<typeof store.execute<typeof mediaDecider.initialState, MediaEvent>>[3],
): Promise<Done> => store.execute(mediaStream(id), { ...context, organisation }, mediaDecider, decide);

async function sealedWords(
  { vault }: ServiceRuntime,
  story: StoryOfMedia,
  medium: string,
  words: string,
  version: number,
) {
  try {
    const textClass = classOfWords(medium);
    const sealer = await sealerFor(vault, story, [textClass]);
    const text: MediumWords = { text: harmlessText(words) };
    return sealer.seal(textClass, version, text);
  } catch (error) {
    if (error instanceof KeysErased) return closedTo(story);
    throw error;
  }
}

const isThere = async (service: ServiceRuntime, story: string, medium: string): Promise<boolean> =>
  (await mediaOf(service, story)).media.media.some((each) => each.medium === medium);
