import type { ServiceRuntime } from '#service-kit/service.js';

import type { StoryFact } from './domain/measures/facts.js';
import { codingsOf, type CodingDocument } from './read-models/codings/codings.js';

/** What the stories were coded with that are still there, and those reasons about them that reports may speak of. */
export async function codingsThatCount(
  service: Pick<ServiceRuntime, 'views' | 'unlocking'>,
  { organisation, programme }: { readonly organisation: string; readonly programme: string },
  stories: readonly StoryFact[],
): Promise<readonly CodingDocument[]> {
  const takenBack = new Set(stories.filter(({ isWithdrawn }) => isWithdrawn).map(({ story }) => story));
  const codings = [...(await codingsOf(service.views, programme)).values()].filter(({ id }) => !takenBack.has(id));
  const said = [...new Set(codings.flatMap(({ reasons }) => reasons.map(({ reason }) => reason)))];
  // For nobody in particular: what is counted is the same for whoever reads it, and no text is opened for it.
  const reader = { person: 'anyone', organisation };
  const answers = await service.unlocking.unlock(
    said.map((reason) => ({
      ...{ owner: `reason/${reason}` as const, reader, purpose: 'code' as const },
      ...{ use: 'read' as const, reach: 'reports' as const },
    })),
  );
  const inReach = new Set(said.filter((_, at) => answers[at]?.kind === 'granted'));
  return codings.map((coding) => ({
    ...coding,
    reasons: coding.reasons.filter(({ reason }) => inReach.has(reason)),
  }));
}
