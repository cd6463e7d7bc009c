import type { RoleName, SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { CollectionRoute } from '../domain/story/events.js';
import { stories, type StoryDocument } from '../read-models/stories/stories.js';
import { keepers } from '../stories/keepers.js';
import { programmeFor } from '../stories/programme-for.js';

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

export const programmeOfKeeper = (
  service: ServiceRuntime,
  who: SomeoneAsking,
  programme: string,
  roles: readonly RoleName[] = keepers,
): Promise<ProgrammeDesign> => programmeFor(service, who, programme, roles);

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
