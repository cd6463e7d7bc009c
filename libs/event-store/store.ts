import type { Decider, Decision, DomainEvent } from '#contracts/shared/decider.js';
import type { Refusal } from '#contracts/shared/refusal.js';

import type { CommitStorage, LogRecord } from './commit-storage.js';
import { CommitWriter } from './commit-writer.js';
import {
  StoreClosed,
  VersionConflict,
  type AppendOptions,
  type CommandContext,
  type EventStore,
  type Executed,
  type ExpectedVersion,
  type Flaw,
  type LoggedCommit,
  type RecordedEvent,
  type StreamId,
} from './event-store.js';
import type { EventTypes } from './event-types.js';
import { FoldedStream } from './folded-stream.js';
import { inboxEventTypes } from './inbox.js';
import { KeptStreams } from './kept-streams.js';
import { executing, type PendingCommand } from './pending-command.js';
import { RecordedEvents } from './recorded-events.js';
import type { LogRelay } from './relay.js';
import { readOn, StreamQueue, type QueueSurroundings } from './stream-queue.js';
import { flawsOf } from './verify.js';

const longestCommandId = 200;

/** The event store over any CommitStorage: everything that is the same for every database. */
export class CommitEventStore implements EventStore {
  readonly #recorded: RecordedEvents;
  readonly #surroundings: QueueSurroundings;
  readonly #queues = new Map<StreamId, StreamQueue>();
  /** A score of followers reads the same records of the end of the log: each is decoded once. */
  readonly #decoded = new WeakMap<LogRecord, LoggedCommit>();
  #isClosed = false;

  /** `types`: every event type of this service. What the inbox writes is known without saying. */
  constructor(
    private readonly storage: CommitStorage,
    types: EventTypes,
    private readonly relay: LogRelay,
  ) {
    this.#recorded = new RecordedEvents({ ...types, ...inboxEventTypes });
    this.#surroundings = {
      storage,
      recorded: this.#recorded,
      kept: new KeptStreams(),
      writer: new CommitWriter(storage, () => {
        relay.wake();
      }),
    };
  }

  execute<State, Event extends DomainEvent>(
    stream: StreamId,
    command: CommandContext,
    decider: Decider<State, Event>,
    decide: (state: State, version: number) => Decision<Event>,
  ): Promise<Executed<Event> | Refusal> {
    return this.#queued<Executed<Event> | Refusal>(stream, command.commandId, (succeed, fail) =>
      executing(command, decider, decide, succeed, fail),
    );
  }

  append(stream: StreamId, events: readonly DomainEvent[], options: AppendOptions): Promise<Executed> {
    return this.#queued<Executed>(stream, options.commandId, (succeed, fail) => ({
      command: options,
      prepare: (folded) => folded,
      isPreparedIn: () => true,
      mayGuess: events.length === 0 ? 'nothing' : guessFor(options.expected),
      decide: ({ tip }) => {
        const actual = tip.lastVersion;
        if (!holds(options.expected, actual)) throw new VersionConflict(stream, options.expected, actual);
        return events;
      },
      succeed: (result) => {
        if ('refusal' in result) fail(new Error(`An append was refused: ${result.refusal}`));
        else succeed(result);
      },
      fail,
    }));
  }

  async read(stream: StreamId, fromVersion = 1): Promise<readonly RecordedEvent[]> {
    this.#assertOpen();
    const commits = await this.storage.readStream(stream, fromVersion);
    return commits.flatMap((commit) => this.#recorded.decode(commit, fromVersion));
  }

  async fold<State, Event extends DomainEvent>(stream: StreamId, decider: Decider<State, Event>): Promise<State> {
    this.#assertOpen();
    const { kept } = this.#surroundings;
    const before = kept.get(stream);
    const from = before?.knows(decider) === true ? before : FoldedStream.empty.with(decider);
    const folded = await readOn(stream, from, this.#surroundings);
    // What is kept for another decider is for commands, which come more often.
    if (before === undefined || before === from) kept.keep(stream, folded);
    return folded.state(decider);
  }

  async readLog(afterPosition: number, limit: number, asTold = false): Promise<readonly LoggedCommit[]> {
    this.#assertOpen();
    const records = await this.storage.readLog(afterPosition, limit, asTold);
    return records.map((record) => (asTold ? this.#decodedOnce(record) : this.#decode(record)));
  }

  #decodedOnce(record: LogRecord): LoggedCommit {
    const known = this.#decoded.get(record);
    if (known !== undefined) return known;
    const commit = this.#decode(record);
    this.#decoded.set(record, commit);
    return commit;
  }

  #decode(record: LogRecord): LoggedCommit {
    const { position, stream, firstVersion } = record;
    return { position, stream, firstVersion, events: this.#recorded.decode(record) };
  }

  async lastPosition(): Promise<number> {
    this.#assertOpen();
    return this.storage.lastPosition();
  }

  async logged(): Promise<number> {
    this.#assertOpen();
    await this.relay.drain();
    return this.storage.lastPosition();
  }

  async positionOf(stream: StreamId, version: number): Promise<number | undefined> {
    this.#assertOpen();
    return this.storage.positionOf(stream, version);
  }

  onLogged(listener: () => void): () => void {
    return this.relay.onLogged(listener);
  }

  verify(onProgress?: (commits: number) => void): AsyncIterable<Flaw> {
    this.#assertOpen();
    return flawsOf(this.storage, this.#recorded, onProgress);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#queues.values()].map((queue) => queue.isEmpty()));
    await this.relay.stop();
  }

  #queued<Result>(
    stream: StreamId,
    commandId: string,
    pending: (succeed: (result: Result) => void, fail: (error: unknown) => void) => PendingCommand,
  ): Promise<Result> {
    return new Promise<Result>((succeed, fail) => {
      this.#assertOpen();
      if (commandId === '' || commandId.length > longestCommandId) {
        throw new RangeError(`A command id has 1 to ${String(longestCommandId)} characters`);
      }
      this.#queueOf(stream).add(pending(succeed, fail));
    });
  }

  #queueOf(stream: StreamId): StreamQueue {
    let queue = this.#queues.get(stream);
    if (queue === undefined) {
      queue = new StreamQueue(stream, this.#surroundings, () => this.#queues.delete(stream));
      this.#queues.set(stream, queue);
    }
    return queue;
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new StoreClosed('The event store is closed');
  }
}

const guessFor = (expected: ExpectedVersion): PendingCommand['mayGuess'] =>
  expected === 'no-stream' ? 'empty' : expected === 'any' ? 'kept-tip' : 'nothing';

const holds = (expected: ExpectedVersion, actual: number): boolean =>
  expected === 'any' || (expected === 'exists' ? actual > 0 : actual === (expected === 'no-stream' ? 0 : expected));
