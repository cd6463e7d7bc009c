import type { ServiceRuntime } from '#service-kit/service.js';

import {
  isSignInRulesSet,
  signInRulesDecider,
  signInRulesStream,
  type SignInRules,
} from './domain/sign-in-rules/sign-in-rules.js';

/** From the stream itself: whoever signs in a moment after is asked by the new rules. */
export async function rulesOf({ store }: ServiceRuntime, organisation: string): Promise<SignInRules> {
  const history = await store.read(signInRulesStream(organisation));
  return history
    .map(({ event }) => event)
    .filter(isSignInRulesSet)
    .reduce(signInRulesDecider.evolve, signInRulesDecider.initialState);
}
