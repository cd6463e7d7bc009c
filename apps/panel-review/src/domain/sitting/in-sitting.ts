import type { Decision } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';

import type { SittingEvent } from './events.js';
import { firstRefusal, type Rule, sittingIsOpen } from './rules.js';
import type { SittingState } from './state.js';

export type State = SittingState | undefined;
export type Decided = Decision<SittingEvent>;

/** Who asks, for which organisation: a sitting of another one is not there. */
export interface By {
  readonly actor: string;
  readonly organisation: string;
}

/** What is decided on a sitting that is open, if none of its rules speaks against it. */
export function inSitting(
  state: State,
  by: By,
  rules: (state: SittingState) => Rule,
  decide: (state: SittingState) => Decided,
): Decided {
  if (state?.opened.organisation !== by.organisation) return refuse('sitting-not-found');
  return firstRefusal(sittingIsOpen(state), rules(state)) ?? decide(state);
}

export const event = <const Type extends string, const Data extends object>(type: Type, data: Data) => ({
  type,
  schemaVersion: 1,
  data,
});
