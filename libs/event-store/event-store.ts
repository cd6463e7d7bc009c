import type { Decider, Decision, DomainEvent } from '#contracts/shared/decider.js';
import type { Refusal } from '#contracts/shared/refusal.js';

/** Kind and id of a stream: `story/0192…`, `round/0192…`. What is taken from the bus stands in `inbox/…`. */
export type StreamId = string;

/** Who did it, for whom, when, and as part of what. Never personal text: it is stored in clear. */
export interface EventMetadata {
  /** Owner of the data: every stream, key and row carries it from the first event. */
  readonly organisation: string;
  /** Id of the person or of the part of the system (`system/import`) that acted. */
  readonly actor: string;
  /** ISO 8601, UTC. Comes in with the command; the store has no clock. */
  readonly at: string;
  /** Id of the request or job that all this belongs to. */
  readonly correlation: string;
  /** Event or message that led to it: `story/1@3`. */
  readonly causation?: string;
}

export interface RecordedEvent<Event extends DomainEvent = DomainEvent> {
  readonly stream: StreamId;
  /** From 1, without gaps. */
  readonly streamVersion: number;
  readonly event: Event;
  readonly metadata: EventMetadata;
}

/** One command's part of a commit. */
export interface CommandPart {
  readonly commandId: string;
  readonly firstVersion: number;
  readonly lastVersion: number;
}

/** One record of the store: what one write added to one stream. */
export interface LoggedCommit {
  /** From 1, without gaps, within one service. */
  readonly position: number;
  readonly stream: StreamId;
  readonly firstVersion: number;
  readonly events: readonly RecordedEvent[];
}

/**
 * A version somebody saw, and the command it was stated with. A command id stands in one stream, so it is about that
 * stream only: whatever is done besides has an id of its own, and a copy of the context that goes with it says nothing.
 */
export interface StatedVersion {
  readonly version: number;
  readonly commandId: string;
}

export interface CommandContext extends EventMetadata {
  /** Same id again: the first result again, nothing written. At most 200 characters. */
  readonly commandId: string;
  /** Stated by `expecting` alone. */
  readonly stated?: StatedVersion;
  /** Hash of what was asked: the same command id with another fingerprint is refused with `idempotency-key-reused`. */
  readonly fingerprint?: string;
}

/**
 * The version the person saw (If-Match, hidden field), or 0 for a stream that is begun with this command: refused with
 * `stale-version` when the stream stands elsewhere.
 */
export const expecting = (command: CommandContext, version: number): CommandContext => ({
  ...command,
  stated: { version, commandId: command.commandId },
});

/** Undefined where none was stated, and where it was stated with another command than this one. */
export const versionExpected = ({ stated, commandId }: CommandContext): number | undefined =>
  stated?.commandId === commandId ? stated.version : undefined;

export interface Executed<Event extends DomainEvent = DomainEvent> {
  readonly stream: StreamId;
  /** Last version of the stream that this command saw or wrote: what a page waits for. 0: nothing there. */
  readonly version: number;
  readonly events: readonly RecordedEvent<Event>[];
  /** True where the same command id had been done before. */
  readonly replayed: boolean;
}

export type ExpectedVersion = number | 'no-stream' | 'exists' | 'any';

export interface AppendOptions extends EventMetadata {
  readonly expected: ExpectedVersion;
  readonly commandId: string;
}

export interface EventStore {
  /**
   * Reads the stream, decides, appends what was decided as one commit. Commands that wait for the same stream are
   * decided one after another, each on the state left by the one before, and written together; a lost race decides
   * all again. `decide` must be pure: it may run more than once.
   */
  execute<State, Event extends DomainEvent>(
    stream: StreamId,
    command: CommandContext,
    decider: Decider<State, Event>,
    decide: (state: State, version: number) => Decision<Event>,
  ): Promise<Executed<Event> | Refusal>;

  /** @throws VersionConflict when `expected` does not hold. No events: nothing is written. */
  append(stream: StreamId, events: readonly DomainEvent[], options: AppendOptions): Promise<Executed>;

  /** Events in version order, upcast to the newest schema. Empty for a stream that is not there. */
  read(stream: StreamId, fromVersion?: number): Promise<readonly RecordedEvent[]>;

  /** The state of a stream as it stands, for a decision that looks at a second one. What is kept of it is not read again. */
  fold<State, Event extends DomainEvent>(stream: StreamId, decider: Decider<State, Event>): Promise<State>;

  /**
   * Commits after a position, in order, at most `limit`. `asTold`: the log as far as `onLogged` told of it is enough,
   * for whoever is told of the rest.
   */
  readLog(afterPosition: number, limit: number, asTold?: boolean): Promise<readonly LoggedCommit[]>;

  lastPosition(): Promise<number>;

  /** Brings all that was written before the call into the log, and tells the last position then. */
  logged(): Promise<number>;

  /** Position of the commit that holds this version; undefined while the relay has not reached it. */
  positionOf(stream: StreamId, version: number): Promise<number | undefined>;

  /** Wakes whoever follows the log; says nothing else. Returns how to stop listening. */
  onLogged(listener: () => void): () => void;

  /** Walks every stream's hash chain, the versions and the log. Yields nothing when the store is whole. */
  verify(onProgress?: (commits: number) => void): AsyncIterable<Flaw>;

  /** Waits for writes under way, then closes. Calls after it throw StoreClosed. */
  close(): Promise<void>;
}

export interface Flaw {
  readonly flaw:
    'hash-broken' | 'version-gap' | 'version-overlap' | 'log-gap' | 'log-order' | 'not-in-log' | 'unreadable';
  readonly stream?: StreamId;
  readonly version?: number;
  readonly position?: number;
}

export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
  constructor(
    readonly stream: StreamId,
    readonly expected: ExpectedVersion,
    readonly actual: number,
  ) {
    super(`Stream ${stream} is at version ${String(actual)}, expected ${String(expected)}`);
  }
}

/** The command id stands in another stream already: a bug of the caller, never a retry. */
export class CommandIdUsedElsewhere extends Error {
  override readonly name = 'CommandIdUsedElsewhere';
}

/** An event of a type, or a version newer, than this program knows: reading on would lose it. */
export class UnknownEventType extends Error {
  override readonly name = 'UnknownEventType';
}

/** The events of one command do not fit into one record (15 MiB of JSON): nothing was written. */
export class CommitTooLarge extends Error {
  override readonly name = 'CommitTooLarge';
  constructor(
    readonly stream: StreamId,
    readonly bytes: number,
  ) {
    super(`Events of one command on ${stream} take ${String(bytes)} bytes; one commit holds 15 MiB`);
  }
}

export class StoreClosed extends Error {
  override readonly name = 'StoreClosed';
}

/** The disk is full, read-only or away. Nothing acknowledged is lost; the write that met it was not done. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
  constructor(
    readonly because: 'disk-full' | 'read-only' | 'unreachable' | 'input-output-error',
    options?: ErrorOptions,
  ) {
    super(`Storage cannot be written: ${because}`, options);
  }
}
