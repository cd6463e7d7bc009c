import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { StoryText } from '#contracts/shared/story-text.js';
import type { WithheldBecause } from '#key-vault/key-vault.js';
import type { PageOfList } from '#projections/page-of-list.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { consentBeside, type ConsentBeside } from '#service-kit/stories/consent-beside.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { wordsThatMayWorry } from '../domain/concern/words-that-may-worry.js';
import { storyStream } from '../domain/story/events.js';
import type { Moderation } from '../domain/story/story.js';
import { stories, type StoryDocument } from '../read-models/stories/stories.js';
import { pageOfFound } from './page-of-found.js';
import { storyNow } from './story-now.js';
import { importsThatEnded } from './import-has-ended.js';
import { findStory } from './find-story.js';
import { programmeFor } from './programme-for.js';

/** Those whose training the organisation answers for. A collector is not: nobody reads first what they brought. */
export const firstReaders = ['evaluator', 'facilitator'] as const;

export const queues = ['waiting', 'held-back', 'cleared'] as const satisfies readonly Moderation[];

export const programmeToRead = (
  service: ServiceRuntime,
  who: SomeoneAsking,
  programme: string,
): Promise<ProgrammeDesign> => programmeFor(service, who, programme, firstReaders);

/** The longest told first. Not those that were taken back or paused: nobody may read them. */
export async function storiesToRead(
  { views }: ServiceRuntime,
  { organisation }: SomeoneAsking,
  {
    programme,
    queue: moderation,
    ...page
  }: {
    readonly programme: string;
    readonly queue: Moderation;
    readonly after: string | undefined;
    readonly limit: number;
  },
): Promise<PageOfList<StoryDocument>> {
  await views.level();
  const query = { index: 'byModeration', equals: { organisation, programme, moderation } } as const;
  const hasEnded = importsThatEnded(views);
  return pageOfFound(views, stories, query, {
    ...page,
    itemOf: async (document) =>
      document.state === 'active' && (await hasEnded(document.import)) ? document : undefined,
  });
}

export interface StoryToRead {
  readonly document: StoryDocument;
  readonly design: ProgrammeDesign;
  /** Of the programme's list: they suggest, and decide nothing. */
  readonly mayWorry: readonly string[];
  /** Whoever told it says so, and whoever reads it first has to find the same. */
  readonly saysNobodyRecognisable: boolean;
  readonly text:
    | { readonly kind: 'shown'; readonly story: StoryText; readonly consent: ConsentBeside | null }
    | { readonly kind: 'withheld'; readonly because: WithheldBecause };
}

/** Whoever reads first reads what the teller let the panels read, and no name. */
export async function storyToRead(service: ServiceRuntime, who: SomeoneAsking, story: string): Promise<StoryToRead> {
  const { views, unlocking } = service;
  const document = await findStory(views, story);
  if (document === undefined || !(await importsThatEnded(views)(document.import))) {
    return throwRefusal(refuse('story-not-found', 'story'));
  }
  const known = await views.get(knownProgrammes, document.programme);
  if (known === undefined || !mayActOn(who, document, [...firstReaders])) {
    return throwRefusal(refuse('story-not-found', 'story'));
  }
  const answer = await unlocking.unlockOne({
    ...{ owner: storyStream(story), reader: who, purpose: 'moderate', use: 'read' },
  });
  const { design } = known;
  const saysNobodyRecognisable =
    document.route === 'staff' && (await storyNow(service, story))?.submitted.nobodyRecognisable !== undefined;
  if (answer.kind === 'withheld') {
    return {
      document,
      design,
      mayWorry: [],
      saysNobodyRecognisable,
      text: { kind: 'withheld', because: answer.because },
    };
  }
  const told = answer.open<StoryText>(document.text);
  const texts = [told.title, told.narrative, told.whySignificant];
  const mayWorry = design.care === undefined ? [] : wordsThatMayWorry(design.care.words, texts);
  const consent = await consentBeside(service.vault, story);
  return { document, design, mayWorry, saysNobodyRecognisable, text: { kind: 'shown', story: told, consent } };
}
