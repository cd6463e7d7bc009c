import type { Decider, Decision, DomainEvent } from '#contracts/shared/decider.js';
import type { RoleName } from '#contracts/shared/shapes.js';

/** What an organisation asks of its people when they sign in. */
export interface SignInRules {
  /** Whoever holds one of these signs in with a second step. */
  readonly secondStepFor: readonly RoleName[];
}

export type SignInRulesSet = DomainEvent<'SignInRulesSet', SignInRules>;

export const signInRulesEventTypes = { SignInRulesSet: { version: 1 } } as const;

export const isSignInRulesSet = (event: DomainEvent): event is SignInRulesSet => event.type === 'SignInRulesSet';

export const signInRulesStream = (organisation: string): string => `sign-in-rules/${organisation}`;

export const signInRulesDecider: Decider<SignInRules, SignInRulesSet> = {
  initialState: { secondStepFor: [] },
  evolve: (_, event) => event.data,
};

export function setSignInRules(state: SignInRules, { secondStepFor }: SignInRules): Decision<SignInRulesSet> {
  const wanted = [...new Set(secondStepFor)].sort();
  if (JSON.stringify(wanted) === JSON.stringify(state.secondStepFor)) return [];
  return [{ type: 'SignInRulesSet', schemaVersion: 1, data: { secondStepFor: wanted } }];
}
