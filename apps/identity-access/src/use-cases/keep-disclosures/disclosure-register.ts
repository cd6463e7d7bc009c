import { calendarDay, timeZoneOfWales } from '#contracts/shared/calendar-day.js';
import { refuse } from '#contracts/shared/refusal.js';

import {
  disclosureDecider,
  disclosureStream,
  dueOn,
  isOverdue,
  writeDisclosure,
  type DisclosureFacts,
  type DisclosureWords,
  type DisclosureWritten,
} from '../../domain/disclosure/disclosure.js';
import { disclosures } from '../../read-models/registers/registers.js';
import type { EntrySeen, Register } from '../../registers/register.js';

export const disclosureStates = ['open', 'overdue', 'answered', 'foi', 'all'] as const;

export interface DisclosureParts {
  readonly facts: DisclosureFacts;
  readonly words: DisclosureWords;
  readonly given: DisclosureFacts;
  readonly clock: {
    /** Null: no clock runs. */
    readonly dueOn: string | null;
    readonly isOverdue: boolean;
  };
  readonly state: (typeof disclosureStates)[number];
  readonly event: DisclosureWritten;
}

export type DisclosureSeen = EntrySeen<DisclosureParts>;

const today = (now: string) => calendarDay(now, timeZoneOfWales);

export const disclosureRegister: Register<DisclosureParts> = {
  kind: 'disclosure',
  notFound: refuse('disclosure-not-found'),
  entries: disclosures,
  states: disclosureStates,
  streamOf: disclosureStream,
  decider: disclosureDecider,
  write: (_, disclosure, { given, words, sealed }, now) =>
    writeDisclosure(disclosure, { ...given, isDecided: words.decidedBy.trim() !== '' }, sealed, today(now)),
  clockOf: (facts, now) => ({ dueOn: dueOn(facts), isOverdue: isOverdue(facts, today(now)) }),
  isIn: (state, facts, now) => {
    switch (state) {
      case 'open':
        return facts.outcome === 'open';
      case 'overdue':
        return isOverdue(facts, today(now));
      case 'answered':
        return facts.outcome !== 'open';
      case 'foi':
        return facts.kind === 'foi';
      case 'all':
        return true;
    }
  },
};
