import type { Decider, DomainEvent } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';

import type { CommitStorage } from '../commit-storage.js';
import type { CommandContext, EventStore, Flaw, LoggedCommit } from '../event-store.js';
import type { EventTypes } from '../event-types.js';
import type { LogRelay } from '../relay.js';

export interface EventStoreHarness {
  /** Another store and relay on the same data, as another process would have; `types`: a program that knows others. */
  open(types?: EventTypes): { readonly store: EventStore; readonly relay: LogRelay };
  /** What a relay of another process sees of the same data. */
  commits(): CommitStorage;
  /** Changes what is stored behind the store's back. `end-of-lease`: the lease of the relay is over. */
  tamper(what: 'event-bytes' | 'first-hash' | 'log-position' | 'end-of-lease'): Promise<void> | void;
  dispose(): Promise<void> | void;
}

export type StartHarness = (types: EventTypes) => EventStoreHarness;

/** The harness of each test, and its stores, as many as it opens: several stand for several processes. */
export function storesOf(start: StartHarness, types: EventTypes) {
  let harness: EventStoreHarness;
  let opened: ReturnType<EventStoreHarness['open']>[] = [];

  beforeEach(() => {
    harness = start(types);
    opened = [];
  });
  afterEach(async () => {
    for (const { store } of opened) await store.close();
    await harness.dispose();
  });

  return {
    open: () => {
      const one = harness.open();
      opened.push(one);
      return one;
    },
    harness: () => harness,
  };
}

export type Counted =
  DomainEvent<'Counted', { readonly by: number }> | DomainEvent<'CountClosed', Record<string, never>>;

export interface Count {
  readonly sum: number;
  readonly isClosed: boolean;
}

export const countTypes = { Counted: { version: 1 }, CountClosed: { version: 1 } } as const;

export const counter: Decider<Count, Counted> = {
  initialState: { sum: 0, isClosed: false },
  evolve: (state, event) =>
    event.type === 'Counted' ? { ...state, sum: state.sum + event.data.by } : { ...state, isClosed: true },
};

export const counted = (by: number): Counted => ({ type: 'Counted', schemaVersion: 1, data: { by } });
export const closed: Counted = { type: 'CountClosed', schemaVersion: 1, data: {} };

export const context = (commandId: string): CommandContext => ({
  commandId,
  organisation: 'org',
  actor: 'person/1',
  at: '2026-11-21T10:00:00.000Z',
  correlation: 'c',
});

export const count = (by: number) => (state: Count) => (state.isClosed ? refuse('count-closed') : [counted(by)]);

export async function wholeLog(store: EventStore): Promise<readonly LoggedCommit[]> {
  const all: LoggedCommit[] = [];
  for (;;) {
    const next = await store.readLog(all.length, 50);
    if (next.length === 0) return all;
    all.push(...next);
  }
}

export async function flaws(store: EventStore): Promise<readonly Flaw[]> {
  const found: Flaw[] = [];
  for await (const flaw of store.verify()) found.push(flaw);
  return found;
}
