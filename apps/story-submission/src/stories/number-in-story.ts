import type { ServiceRuntime } from '#service-kit/service.js';

import type { RightsRequestDocument } from '../read-models/rights-requests/rights-requests.js';
import { storyNow } from './story-now.js';

/** Of those who told a story together, the number of the one who asks; null: its teller, or nobody of a story. */
export async function numberInStory(
  service: ServiceRuntime,
  { story, contributor }: Pick<RightsRequestDocument, 'story' | 'contributor'>,
): Promise<number | null> {
  return story === null || contributor === undefined ? null : numberOfContributor(service, story, contributor);
}

/** From 1, in the order in which they were named. */
export const numberAmong = (people: readonly { readonly id: string }[], person: string): number =>
  people.findIndex(({ id }) => id === person) + 1;

export async function numberOfContributor(
  service: ServiceRuntime,
  story: string,
  contributor: string,
): Promise<number> {
  return numberAmong((await storyNow(service, story))?.together.contributors ?? [], contributor);
}
