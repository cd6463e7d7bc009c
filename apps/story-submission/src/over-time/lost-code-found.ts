import { mayActOn, type RoleName } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import type { CollectionRoute } from '../domain/story/events.js';
import { stories, type StoryDocument } from '../read-models/stories/stories.js';
import type { Staff } from '../use-cases/see-rights-requests/see-rights-requests.query.js';
import { keepers } from '../stories/keepers.js';

export const collectionRoutes = [
  'own',
  'interview',
  'group',
  'staff',
  'transcript',
] as const satisfies readonly CollectionRoute[];

export interface LostCodeAsked {
  readonly reference: string;
  readonly period: string;
  readonly route: CollectionRoute;
}

/** 404 for another organisation's programme, and for who works only in others. */
export async function programmeOfKeeper(
  { views }: ServiceRuntime,
  who: Staff,
  programme: string,
  roles: readonly RoleName[] = keepers,
): Promise<ProgrammeDesign> {
  const known = await views.get(knownProgrammes, programme);
  const isTheirs = known !== undefined && mayActOn(who, { organisation: known.organisation, programme }, roles);
  return isTheirs ? known.design : throwRefusal(refuse('story-programme-unknown', 'programme'));
}

/** Found by what its teller knows of it, and not by reading it. All three have to fit. */
export async function storyWithLostCode(
  { views }: ServiceRuntime,
  { id: programme, organisation }: ProgrammeDesign,
  { reference, period, route }: LostCodeAsked,
): Promise<StoryDocument | undefined> {
  await views.level();
  const equals = { organisation, programme, reference: reference.trim() };
  const { documents } = await views.find(stories, { index: 'byReference', equals, limit: 5 });
  return documents.find((story) => story.period === period && story.route === route && !story.isWithdrawn);
}
