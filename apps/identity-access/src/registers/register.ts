import type { Decider, Decision, DomainEvent } from '#contracts/shared/decider.js';
import type { Refusal } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import type { Collection } from '#projections/read-model.js';

/** What an entry of one register is made of. */
export interface EntryParts {
  /** What stands in clear. */
  readonly facts: object;
  /** What is sealed. */
  readonly words: object;
  /** What is given to be written: the facts, but for what Newid finds out by itself. */
  readonly given: object;
  /** What the day or the hour makes of the facts. */
  readonly clock: object;
  /** Which entries can be asked for. */
  readonly state: string;
  readonly event: DomainEvent;
}

export interface EntryKept<Parts extends EntryParts> {
  readonly id: string;
  readonly organisation: string;
  readonly version: number;
  /** Who wrote it last. */
  readonly by: string;
  readonly facts: Parts['facts'];
  readonly words: Sealed;
}

/** An entry as whoever keeps the register sees it. */
export type EntrySeen<Parts extends EntryParts> = Omit<EntryKept<Parts>, 'organisation' | 'words'> &
  Parts['clock'] & {
    /** Null when they can no longer be read. */
    readonly words: Parts['words'] | null;
  };

/** A register that the law asks an organisation to keep: what differs from one to the other. */
export interface Register<Parts extends EntryParts> {
  readonly kind: 'breach' | 'disclosure';
  readonly notFound: Refusal;
  readonly entries: Collection<EntryKept<Parts>, 'byOrganisation'>;
  /** The first of them where nothing is asked for. */
  readonly states: readonly [Parts['state'], ...Parts['state'][]];
  readonly streamOf: (entry: string) => string;
  readonly decider: Decider<Parts['event']['data'] | undefined, Parts['event']>;
  readonly write: (
    standing: Parts['event']['data'] | undefined,
    entry: string,
    written: { readonly given: Parts['given']; readonly words: Parts['words']; readonly sealed: Sealed },
    now: string,
  ) => Decision<Parts['event']>;
  readonly isIn: (state: Parts['state'], facts: Parts['facts'], now: string) => boolean;
  readonly clockOf: (facts: Parts['facts'], now: string) => Parts['clock'];
}

export const stateAsked = <Parts extends EntryParts>({ states }: Register<Parts>, asked: unknown): Parts['state'] =>
  states.find((state) => state === asked) ?? states[0];
