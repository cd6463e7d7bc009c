import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { hashCode, newCode } from '#service-kit/codes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { listContributors, offerWithout, replaceContributorCode } from '../../domain/story/contributing.js';
import { storyStream, type StoryEvent } from '../../domain/story/events.js';
import { storyDecider, wordsIn } from '../../domain/story/story.js';
import { changeSharing } from '../../stories/share-as-agreed.js';
import { newestText } from '../../stories/newest-text.js';
import { cleaned } from '../../stories/cleaned-text.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import type { CodeGiven } from '../../telling-together/contributor-keys.js';
import { listedIn, type SomebodyIn } from './tell-together.command.js';

export interface ContributorsAdded {
  readonly done: Executed<StoryEvent>;
  readonly codes: readonly CodeGiven[];
}

/** Others told it too: from this moment nobody reads it until each of them has answered. */
export class AddContributors extends Command<ContributorsAdded | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: Pick<StoryDocument, 'id' | 'organisation'>,
    readonly people: readonly SomebodyIn[],
  ) {
    super();
  }
}

@CommandHandler(AddContributors)
export class AddContributorsHandler implements ICommandHandler<AddContributors> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story: of, people }: AddContributors): Promise<ContributorsAdded | Refusal> {
    const { id: story, organisation } = of;
    const standing = await this.service.vault.consentOf(storyStream(story));
    if (standing === undefined || standing.state === 'erased') return refuse('story-erased-meanwhile');
    const { commandId } = context;
    const listed = await listedIn(this.service, { commandId, story, organisation, part: 'contributor' }, people);
    const done = await changeSharing(this.service, context, {
      story,
      intent: `contributors-listed/${story}/${context.commandId}`,
      decide: (state) =>
        listContributors(
          state,
          listed.map(({ data }) => data),
        ),
    });
    if (isRefusal(done)) return done;
    return { done, codes: done.replayed ? [] : listed.map(({ given }) => given) };
  }
}

/** A code in the place of one that was lost; undefined where the same command was done before. */
export class ReplaceContributorCode extends Command<
  { readonly done: Executed<StoryEvent>; readonly code: string | undefined } | Refusal
> {
  constructor(
    readonly context: CommandContext,
    readonly story: string,
    readonly contributor: string,
  ) {
    super();
  }
}

@CommandHandler(ReplaceContributorCode)
export class ReplaceContributorCodeHandler implements ICommandHandler<ReplaceContributorCode> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story, contributor }: ReplaceContributorCode) {
    const { store, secret } = this.service;
    const code = newCode();
    const done = await store.execute(storyStream(story), context, storyDecider, (state) =>
      replaceContributorCode(state, contributor, hashCode(code, secret)),
    );
    return isRefusal(done) ? done : { done, code: done.replayed ? undefined : code };
  }
}

/** A text without those who took their part back, for the others to agree to. */
export class OfferWithout extends Command<Executed<StoryEvent> | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly story: StoryDocument,
    readonly narrative: string,
  ) {
    super();
  }
}

@CommandHandler(OfferWithout)
export class OfferWithoutHandler implements ICommandHandler<OfferWithout> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, story, narrative }: OfferWithout): Promise<Executed<StoryEvent> | Refusal> {
    const owner = storyStream(story.id);
    const sealer = await this.service.vault.sealer(owner);
    const before = await newestText(this.service, story);
    if (sealer === undefined || before === undefined) return refuse('story-erased-meanwhile');
    const { clean } = cleaned({ ...before.text, narrative });
    const storyVersion = before.storyVersion + 1;
    return changeSharing(this.service, context, {
      story: story.id,
      intent: `without-offered/${story.id}/${context.commandId}`,
      decide: (state) =>
        offerWithout(state, clean.narrative, {
          ...{ storyVersion, words: wordsIn(clean.narrative), original: null },
          text: sealer.seal('text', storyVersion, clean),
        }),
    });
  }
}
