import { mayActOn, type OperatorAsking, type PersonAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import type { StoryDocument } from '../read-models/stories/stories.js';
import { findStory } from '../stories/find-story.js';

export type Who = PersonAsking | OperatorAsking;

/** Those who hear stories told. */
export const bringers = ['collector', 'facilitator', 'evaluator'] as const;

/** 404 for another organisation’s programme, and for who works only in others. */
export async function programmeToBringInto(
  { views }: ServiceRuntime,
  who: Who,
  programme: string,
): Promise<ProgrammeDesign> {
  const known = await views.get(knownProgrammes, programme);
  return known !== undefined && mayActOn(who, { organisation: known.organisation, programme }, [...bringers])
    ? known.design
    : throwRefusal(refuse('story-programme-unknown', 'programme'));
}

/** Whoever brought it in, and those who run the programme: a collector knows of no story but their own. */
export async function storyBroughtIn({ views }: ServiceRuntime, who: Who, story: string): Promise<StoryDocument> {
  const document = await findStory(views, story);
  const isTheirs =
    document !== undefined &&
    (mayActOn(who, document, ['evaluator', 'facilitator']) ||
      (document.collector === who.person && mayActOn(who, document, ['collector'])));
  return isTheirs ? document : throwRefusal(refuse('story-not-found', 'story'));
}
