import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import { mayActOn, type Principal } from '#access/principal.js';
import type { Consent } from '#contracts/shared/consent.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { StoryNames, StoryText } from '#contracts/shared/story-text.js';
import type { UnlockRequest, WithheldBecause } from '#key-vault/key-vault.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { namesInStory, opensAs } from '#service-kit/stories/names-in-story.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { isStoryEvent, storyStream } from '../../domain/story/events.js';
import { enteredFromPaper, type EnteredFromPaper } from '../../read-models/paper-forms/paper-forms.js';
import { stillSo } from '../../read-models/still-so/still-so.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { stillSoRead, type StillSoRead } from '../../still-so-read.js';
import { importsThatEnded } from '../../stories/import-has-ended.js';
import type { WhyMoved } from '../sort-stories/move-story.command.js';
import { findStory } from '../../stories/find-story.js';

export interface MoveSeen {
  readonly from: string | null;
  readonly domain: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly by: string;
  /** Null: nothing was said, or it cannot be read by whoever asks. */
  readonly why: string | null;
}

export interface StorySeen {
  readonly document: StoryDocument;
  readonly design: ProgrammeDesign | undefined;
  /** Who typed in what came on paper. */
  readonly fromPaper: EnteredFromPaper | undefined;
  /** Consent as it is now. */
  readonly consent: Consent | undefined;
  /** From one domain to another, the first move first. */
  readonly moves: readonly MoveSeen[];
  /** What its teller added months later, the first first; empty where the story may not be read. */
  readonly stillSo: readonly StillSoRead[];
  readonly text:
    | { readonly kind: 'shown'; readonly story: StoryText; readonly names: StoryNames | null }
    | { readonly kind: 'withheld'; readonly because: WithheldBecause };
}

/** One story as the organisation may read it. One of an import that has not ended is not there yet. */
export class SeeStory extends Query<StorySeen | Refusal> {
  constructor(
    readonly who: Exclude<Principal, { readonly kind: 'anyone' }>,
    readonly story: string,
  ) {
    super();
  }
}

@QueryHandler(SeeStory)
export class SeeStoryHandler implements IQueryHandler<SeeStory> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ who, story }: SeeStory): Promise<StorySeen | Refusal> {
    const { views, unlocking, vault, store } = this.service;
    const document = await findStory(views, story);
    const isHidden = document === undefined || !(await importsThatEnded(views)(document.import));
    if (isHidden || !mayActOn(who, document, ['evaluator', 'administrator'])) {
      return refuse('story-not-found', 'story');
    }
    const owner = storyStream(story);
    const asked: UnlockRequest = { owner, reader: who, purpose: 'audience', audience: 'organisation', use: 'read' };
    const answer = await unlocking.unlockOne(asked);
    const seen = {
      document,
      design: (await views.get(knownProgrammes, document.programme))?.design,
      fromPaper: await views.get(enteredFromPaper, story),
      consent: (await vault.consentOf(owner))?.consent,
      moves: (await store.read(owner)).flatMap(({ event, metadata: { at, actor: by } }): readonly MoveSeen[] => {
        if (!isStoryEvent(event) || event.type !== 'StoryMoved') return [];
        const { from, domain, why } = event.data;
        const isRead = why !== null && answer.kind === 'granted';
        return [{ from, domain, at, by, why: isRead ? answer.open<WhyMoved>(why).why : null }];
      }),
    };
    const later = (await views.get(stillSo, story))?.parts ?? [];
    const withLater = { ...seen, stillSo: stillSoRead(later, answer) };
    if (answer.kind === 'withheld') return { ...withLater, text: { kind: 'withheld', because: answer.because } };
    const names =
      document.names !== null && answer.classes.includes('name')
        ? await namesInStory(answer.open<StoryNames>(document.names), opensAs(unlocking, asked))
        : null;
    return { ...withLater, text: { kind: 'shown', story: answer.open<StoryText>(document.text), names } };
  }
}
