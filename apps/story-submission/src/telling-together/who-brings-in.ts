import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import type { StoryDocument } from '../read-models/stories/stories.js';
import { findStory } from '../stories/find-story.js';
import { programmeFor } from '../stories/programme-for.js';

/** Those who hear stories told. */
export const bringers = ['collector', 'facilitator', 'evaluator'] as const;

export const programmeToBringInto = (
  service: ServiceRuntime,
  who: SomeoneAsking,
  programme: string,
): Promise<ProgrammeDesign> => programmeFor(service, who, programme, bringers);

/** Whoever brought it in, and those who run the programme: a collector knows of no story but their own. */
export async function storyBroughtIn(
  { views }: ServiceRuntime,
  who: SomeoneAsking,
  story: string,
): Promise<StoryDocument> {
  const document = await findStory(views, story);
  const isTheirs =
    document !== undefined &&
    (mayActOn(who, document, ['evaluator', 'facilitator']) ||
      (document.collector === who.person && mayActOn(who, document, ['collector'])));
  return isTheirs ? document : throwRefusal(refuse('story-not-found', 'story'));
}
