import type { Decider, Decision, DomainEvent } from '#contracts/shared/decider.js';
import type { Refusal } from '#contracts/shared/refusal.js';

import {
  versionExpected,
  type CommandContext,
  type EventMetadata,
  type Executed,
  type RecordedEvent,
} from './event-store.js';
import type { FoldedStream } from './folded-stream.js';

/** A command that waits for its stream. */
export interface PendingCommand {
  readonly command: CommandContext;
  /** The stream at its start, prepared for what this command needs of it. */
  prepare(stream: FoldedStream): FoldedStream;
  isPreparedIn(stream: FoldedStream): boolean;
  /**
   * Nothing need be read before the first try: the unique indexes refuse the write where the guess is wrong, and what
   * writes nothing is decided again on what stands. `empty`: it can only succeed on a stream that is not there yet.
   * `kept-tip`: any state is right.
   */
  readonly mayGuess: 'empty' | 'kept-tip' | 'nothing';
  decide(stream: FoldedStream): Decision<DomainEvent>;
  succeed(result: Executed | Refusal): void;
  fail(error: unknown): void;
}

export function executing<State, Event extends DomainEvent>(
  command: CommandContext,
  decider: Decider<State, Event>,
  decide: (state: State, version: number) => Decision<Event>,
  succeed: (result: Executed<Event> | Refusal) => void,
  fail: (error: unknown) => void,
): PendingCommand {
  return {
    command,
    prepare: (stream) => stream.with(decider),
    isPreparedIn: (stream) => stream.knows(decider),
    mayGuess: versionExpected(command) === 0 ? 'empty' : 'nothing',
    decide: (stream) => decide(stream.state(decider), stream.tip.lastVersion),
    succeed: (result) => {
      succeed(
        'refusal' in result ? result : { ...result, events: result.events.map((event) => ofUnion<Event>(event)) },
      );
    },
    fail,
  };
}

/** What stands in the stream was decided by the same decider: the one place where that is taken for granted. */
const ofUnion = <Event extends DomainEvent>(recorded: RecordedEvent): RecordedEvent<Event> =>
  recorded as RecordedEvent<Event>;

/** With sorted keys. */
export function metadataOf({ organisation, actor, at, correlation, causation }: EventMetadata): EventMetadata {
  return causation === undefined
    ? { actor, at, correlation, organisation }
    : { actor, at, causation, correlation, organisation };
}
