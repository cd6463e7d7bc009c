import type { Decider, Decision, DomainEvent } from '#contracts/shared/decider.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import {
  CommandIdUsedElsewhere,
  type CommandContext,
  type EventStore,
  type Executed,
  type StreamId,
} from '#event-store/event-store.js';
import type { IntentGiven } from '#key-vault/key-vault.js';

import type { ServiceRuntime } from '../service.js';

/** What is to be written down, and where. */
export interface Act<State, Event extends DomainEvent> {
  readonly stream: StreamId;
  readonly decider: Decider<State, Event>;
  readonly decide: (state: State, version: number) => Decision<Event>;
}

export interface TakenAway<State, Event extends DomainEvent> extends Act<State, Event> {
  /** Under which the vault keeps it until it is written down. */
  readonly intent: string;
  /** Why it may not be begun, beside what `decide` says: what is gone at the key is written down whatever this says then. */
  readonly mayNot?: (state: State) => Refusal | undefined;
  /** The vault’s part. A refusal: nothing was taken away. */
  readonly atKey: (intent: IntentGiven) => Promise<Refusal | undefined>;
}

/**
 * Less goes to the vault first and holds at once; then it is written down. What would refuse it - another version than the
 * one that was seen, a command id that was used for something else, the state it meets - is found out before the vault is
 * touched. After that nothing stands in the way of the event; where there is none all the same, the intent stays, and
 * whoever goes through what was left writes it down.
 */
export async function takeAway<State, Event extends DomainEvent>(
  { store, vault }: Pick<ServiceRuntime, 'store' | 'vault'>,
  context: CommandContext,
  { stream, decider, decide, intent, mayNot, atKey }: TakenAway<State, Event>,
): Promise<Executed<Event> | Refusal> {
  const looked = await lookFirst(store, context, {
    stream,
    decider,
    decide: (state, version) => mayNot?.(state) ?? decide(state, version),
  });
  if (isRefusal(looked)) return looked;
  // Sent again after it was over, when nothing was left to write down, or whoever took the intent up had written it.
  if ((await vault.intentState(intent)) === 'settled') return looked;
  const done = looked.replayed ? looked : await carryOut();
  if (!isRefusal(done)) await vault.settleIntent(intent);
  return done;

  async function carryOut(): Promise<Executed<Event> | Refusal> {
    const refused = await atKey({ id: intent, actor: context.actor, at: context.at });
    return refused ?? store.execute(stream, withoutVersion(context), decider, decide);
  }
}

/**
 * What `execute` would answer, and nothing is written: the refusal, or the first result where the command was done before.
 * For acts whose first step cannot be undone.
 */
export async function lookFirst<State, Event extends DomainEvent>(
  store: EventStore,
  context: CommandContext,
  { stream, decider, decide }: Act<State, Event>,
): Promise<Executed<Event> | Refusal> {
  try {
    return await store.execute(stream, context, decider, (state, version): Decision<Event> => {
      const decided = decide(state, version);
      return isRefusal(decided) ? decided : [];
    });
  } catch (error) {
    // The same key at one address, for something that is written down elsewhere.
    if (error instanceof CommandIdUsedElsewhere) return refuse('idempotency-key-reused');
    throw error;
  }
}

/** It was looked at: from here on no version that somebody saw stands in the way. */
export function withoutVersion({ stated: _, ...context }: CommandContext): CommandContext {
  return context;
}
