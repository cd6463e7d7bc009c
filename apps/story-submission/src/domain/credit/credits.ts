import { type Decider, type Decision, type DomainEvent, never } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

export const creditedAs = ['credited', 'criticised'] as const;
export type CreditedAs = (typeof creditedAs)[number];
export const creditKinds = ['person', 'organisation'] as const;
export type CreditKind = (typeof creditKinds)[number];

/** What is sealed of it, in the class of the story’s text: it goes when the story goes. */
export interface NameCredited {
  readonly name: string;
}

/** Whom a story speaks well or ill of: they neither choose it nor check it. */
export type CreditRecorded = DomainEvent<
  'CreditRecorded',
  {
    readonly story: string;
    readonly programme: string;
    readonly credit: string;
    readonly kind: CreditKind;
    readonly as: CreditedAs;
    readonly name: Sealed;
    /** People with an account, or organisations, that the name means. Empty: nobody known here. */
    readonly matched: readonly string[];
  }
>;
export type CreditRemoved = DomainEvent<'CreditRemoved', { readonly story: string; readonly credit: string }>;

export type CreditEvent = CreditRecorded | CreditRemoved;

export const creditEventTypes = {
  CreditRecorded: { version: 1 },
  CreditRemoved: { version: 1 },
} as const satisfies Record<CreditEvent['type'], { version: number }>;

export const isCreditEvent = (event: DomainEvent): event is CreditEvent => event.type in creditEventTypes;

export const creditsStream = (story: string): string => `credits/${story}`;

export type Credits = readonly CreditRecorded['data'][];

export const creditsDecider: Decider<Credits, CreditEvent> = {
  initialState: [],
  evolve: (state, event) => {
    switch (event.type) {
      case 'CreditRecorded':
        return [...state, event.data];
      case 'CreditRemoved':
        return state.filter(({ credit }) => credit !== event.data.credit);
      default:
        return never(event);
    }
  },
};

const mostCredits = 50;

export const recordCredit = (state: Credits, data: CreditRecorded['data']): Decision<CreditEvent> =>
  state.length >= mostCredits
    ? refuse('credits-full', 'name', { limit: mostCredits })
    : [{ type: 'CreditRecorded', schemaVersion: 1, data }];

export const removeCredit = (state: Credits, story: string, credit: string): Decision<CreditEvent> =>
  state.some((each) => each.credit === credit)
    ? [{ type: 'CreditRemoved', schemaVersion: 1, data: { story, credit } }]
    : [];

/** Each once; whoever is criticised anywhere in it is criticised. */
export function matchedIn(state: Credits, kind: CreditKind): ReadonlyMap<string, CreditedAs> {
  const found = new Map<string, CreditedAs>();
  for (const { kind: of, as, matched } of state) {
    if (of !== kind) continue;
    for (const id of matched) if (found.get(id) !== 'criticised') found.set(id, as);
  }
  return found;
}
