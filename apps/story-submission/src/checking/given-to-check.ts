import type { SomeoneAsking } from '#access/principal.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { stories, type StoryDocument } from '../read-models/stories/stories.js';
import { verifications, type VerificationDocument } from '../read-models/verifications/verifications.js';

export interface GivenToCheck {
  readonly story: StoryDocument;
  readonly verification: VerificationDocument;
}

/** A story that was given to them to check and not handed back; to anybody else it is not there. */
export async function givenToCheck(
  { views }: Pick<ServiceRuntime, 'views'>,
  who: SomeoneAsking,
  id: string,
): Promise<GivenToCheck | undefined> {
  const verification = await views.get(verifications, id);
  const story = await views.get(stories, id);
  const isTheirs = verification?.organisation === who.organisation && verification.verifier === who.person;
  if (!isTheirs || story === undefined || verification.state === 'handed-back') return undefined;
  return { story, verification };
}
