import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { Consent } from '#contracts/shared/consent.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { StoryNames, StoryText } from '#contracts/shared/story-text.js';
import type { WithheldBecause } from '#key-vault/key-vault.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { storyStream } from '../../domain/story/events.js';
import { awaited, isTogether } from '../../domain/story/shared-consent.js';
import { stories, type StoryDocument } from '../../read-models/stories/stories.js';
import { storyNow } from '../../stories/story-now.js';
import { legalHoldsOf, type LegalHoldSeen } from '../../rights/legal-holds-seen.js';
import { storyByCode } from '../../stories/story-by-code.js';

/** A story as the one who told it sees it. */
export interface YourStory {
  readonly document: StoryDocument;
  readonly design: ProgrammeDesign | undefined;
  /** As it holds now: with others in it, what all of them agreed to. */
  readonly consent: Consent | undefined;
  /** Their own answer. */
  readonly own: Consent | undefined;
  readonly legalHolds: readonly LegalHoldSeen[];
  readonly state: 'active' | 'frozen' | 'withdrawn' | 'erased';
  /** Of others in it, who have not answered. */
  readonly awaited: number;
  /** Reference of the story that is read in the place of this one. */
  readonly mergedInto: string | null;
  readonly text:
    { readonly story: StoryText; readonly names: StoryNames | null } | { readonly withheld: WithheldBecause };
}

export class SeeYourStory extends Query<YourStory | undefined> {
  constructor(readonly code: string) {
    super();
  }
}

@QueryHandler(SeeYourStory)
export class SeeYourStoryHandler implements IQueryHandler<SeeYourStory> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ code }: SeeYourStory): Promise<YourStory | undefined> {
    const { vault, views, unlocking } = this.service;
    const document = await storyByCode(this.service, code);
    if (document === undefined) return undefined;
    const owner = storyStream(document.id);
    const reader = { person: document.teller, organisation: document.organisation };
    const unlocked = await unlocking.unlockOne({ owner, reader, purpose: 'teller', use: 'read' });
    const standing = await vault.consentOf(owner);
    const now = await storyNow(this.service, document.id);
    return {
      document,
      design: (await views.get(knownProgrammes, document.programme))?.design,
      consent: standing?.consent,
      own: now !== undefined && isTogether(now) ? now.consent : standing?.consent,
      legalHolds: await legalHoldsOf(this.service, document, 'teller'),
      state: standing?.state ?? 'erased',
      awaited: now === undefined ? 0 : awaited(now),
      mergedInto:
        document.mergedInto === null ? null : ((await views.get(stories, document.mergedInto))?.reference ?? ''),
      text:
        unlocked.kind === 'withheld'
          ? { withheld: unlocked.because }
          : {
              story: unlocked.open<StoryText>(document.text),
              names: document.names === null ? null : unlocked.open<StoryNames>(document.names),
            },
    };
  }
}
