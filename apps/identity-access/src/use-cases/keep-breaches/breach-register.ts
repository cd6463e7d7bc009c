import { refuse } from '#contracts/shared/refusal.js';

import {
  breachDecider,
  breachStream,
  clockOfBreach,
  writeBreach,
  type BreachClock,
  type BreachFacts,
  type BreachGiven,
  type BreachWords,
  type BreachWritten,
} from '../../domain/breach/breach.js';
import { breaches } from '../../read-models/registers/registers.js';
import type { EntrySeen, Register } from '../../registers/register.js';

export const breachStates = ['open', 'to-tell', 'closed', 'all'] as const;

export interface BreachParts {
  readonly facts: BreachFacts;
  readonly words: BreachWords;
  readonly given: Omit<BreachGiven, 'hasReason'>;
  readonly clock: { readonly clock: BreachClock };
  readonly state: (typeof breachStates)[number];
  readonly event: BreachWritten;
}

export type BreachSeen = EntrySeen<BreachParts>;

export const breachRegister: Register<BreachParts> = {
  kind: 'breach',
  notFound: refuse('breach-not-found'),
  entries: breaches,
  states: breachStates,
  streamOf: breachStream,
  decider: breachDecider,
  write: (standing, breach, { given, words, sealed }, now) =>
    writeBreach(standing, breach, { ...given, hasReason: words.whyNotTold.trim() !== '' }, sealed, now),
  clockOf: (facts, now) => ({ clock: clockOfBreach(facts, now) }),
  isIn: (state, { closedAt, regulator }) => {
    switch (state) {
      case 'open':
        return closedAt === null;
      case 'to-tell':
        return regulator === 'to-decide';
      case 'closed':
        return closedAt !== null;
      case 'all':
        return true;
    }
  },
};
