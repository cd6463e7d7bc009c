import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { stories, type StoryDocument } from '../../read-models/stories/stories.js';
import { keepers } from '../../stories/keepers.js';

/** Among the programmes whose register they keep. References are unique within a programme. */
export async function storyKnownBy(
  { views }: ServiceRuntime,
  who: SomeoneAsking,
  reference: string,
): Promise<StoryDocument | undefined> {
  const { organisation } = who;
  for await (const { id: programme } of views.stream(knownProgrammes, {
    index: 'byOrganisation',
    equals: { organisation },
  })) {
    if (!mayActOn(who, { organisation, programme }, keepers)) continue;
    const equals = { organisation, programme, reference };
    const { documents } = await views.find(stories, { index: 'byReference', equals, limit: 1 });
    if (documents[0] !== undefined) return documents[0];
  }
  return undefined;
}
