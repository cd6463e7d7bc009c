import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { contributorIn, type WhoseCode } from '../../over-time/whose-code.js';
import { storyToHold } from '../../rights/legal-holds-seen.js';

/** For those who keep the register, of this programme; to anybody else it is not there. */
export const codeOfTeller = async (service: ServiceRuntime, who: SomeoneAsking, story: string): Promise<WhoseCode> => ({
  story: await storyToHold(service, who, story),
  contributor: null,
});

export async function codeOfContributor(
  service: ServiceRuntime,
  who: SomeoneAsking,
  story: string,
  contributor: string,
): Promise<WhoseCode> {
  const of = await storyToHold(service, who, story);
  const found = await contributorIn(service, story, contributor);
  return found === undefined
    ? throwRefusal(refuse('story-not-found', 'contributor'))
    : { story: of, contributor: found };
}
