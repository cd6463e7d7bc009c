import { mayActOn, type OperatorAsking, type PersonAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import { knownProgrammes } from '#service-kit/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { concerns, type ConcernDocument } from '../../read-models/concerns/concerns.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { importsThatEnded } from '../see-stories/import-has-ended.js';
import { findStory } from '../see-story/find-story.js';

export type Who = PersonAsking | OperatorAsking;

/** Those who may have read the story, or heard it told. */
export const mayRaise = ['administrator', 'evaluator', 'facilitator', 'collector'] as const;

export const keepsConcerns = ({ safeguarding }: ProgrammeDesign, { person, organisation }: Who, of: string): boolean =>
  organisation === of && (safeguarding?.lead === person || safeguarding?.deputy === person);

/** The lead and the deputy, and nobody else, whatever their role: to others it is not there. */
export async function programmeKept({ views }: ServiceRuntime, who: Who, programme: string): Promise<ProgrammeDesign> {
  const known = await views.get(knownProgrammes, programme);
  return known !== undefined && keepsConcerns(known.design, who, known.organisation)
    ? known.design
    : throwRefusal(refuse('concern-not-found'));
}

export async function concernKept(
  service: ServiceRuntime,
  who: Who,
  programme: string,
  concern: string,
): Promise<ConcernDocument> {
  await programmeKept(service, who, programme);
  const found = await service.views.get(concerns, concern);
  return found?.programme === programme ? found : throwRefusal(refuse('concern-not-found'));
}

export async function storyOfConcern(
  { views }: ServiceRuntime,
  who: Who,
  story: string,
): Promise<{ readonly document: StoryDocument; readonly design: ProgrammeDesign }> {
  const document = await findStory(views, story);
  const known = document === undefined ? undefined : await views.get(knownProgrammes, document.programme);
  const isThere = document !== undefined && (await importsThatEnded(views)(document.import));
  return isThere && known !== undefined && mayActOn(who, document, [...mayRaise])
    ? { document, design: known.design }
    : throwRefusal(refuse('story-not-found', 'story'));
}
