import { setTimeout as pause } from 'node:timers/promises';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';

import { emptyTip, mostCommandsInCommit, tipOf } from './commit.js';
import { CommitDraft } from './commit-draft.js';
import type { CommitStorage, KnownCommand } from './commit-storage.js';
import type { CommitWriter } from './commit-writer.js';
import {
  CommandIdUsedElsewhere,
  versionExpected,
  VersionConflict,
  type CommandContext,
  type Executed,
  type StreamId,
} from './event-store.js';
import { FoldedStream } from './folded-stream.js';
import type { KeptStreams } from './kept-streams.js';
import type { PendingCommand } from './pending-command.js';
import type { RecordedEvents } from './recorded-events.js';

export interface QueueSurroundings {
  readonly storage: CommitStorage;
  readonly writer: CommitWriter;
  readonly recorded: RecordedEvents;
  readonly kept: KeptStreams;
}

type Outcome =
  | { readonly pending: PendingCommand; readonly result: Executed | Refusal }
  | { readonly pending: PendingCommand; readonly error: unknown };

interface Round {
  readonly outcomes: readonly Outcome[];
  /** Commands the commit had no room for. */
  readonly left: readonly PendingCommand[];
  readonly draft: CommitDraft;
  readonly stream: FoldedStream;
}

const mostLostRaces = 25;

const noneRepeated: ReadonlyMap<PendingCommand, Outcome> = new Map();

/** With the commits after what is folded, so that it is never out of date. */
export async function readOn(
  id: StreamId,
  from: FoldedStream,
  { storage, recorded }: Pick<QueueSurroundings, 'storage' | 'recorded'>,
): Promise<FoldedStream> {
  let stream = from;
  for (const commit of await storage.readStream(id, from.tip.lastVersion + 1)) {
    const events = recorded.decode(commit).map(({ event }) => event);
    stream = stream.after(events, tipOf(commit));
  }
  return stream;
}

/**
 * The commands of one stream in this process. Those that wait are decided one after another, each on the state left by
 * the one before, and written as one commit. Nobody hears of an outcome before the commit it was decided on is durable.
 */
export class StreamQueue {
  readonly #waiting: PendingCommand[] = [];
  #running: Promise<void> | undefined;

  constructor(
    private readonly stream: StreamId,
    private readonly surroundings: QueueSurroundings,
    private readonly onEmpty: () => void,
  ) {}

  add(pending: PendingCommand): void {
    this.#waiting.push(pending);
    this.#running ??= this.#run();
  }

  /** Resolves when every command that was added has its answer. */
  async isEmpty(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // Lets all that arrive in this turn join the first commit.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, mostCommandsInCommit);
      try {
        await this.#settle(batch);
      } catch (error) {
        for (const pending of batch) pending.fail(error);
      }
    }
    this.#running = undefined;
    this.onEmpty();
  }

  async #settle(batch: readonly PendingCommand[]): Promise<void> {
    const { writer, kept } = this.surroundings;
    let version = 0;
    for (let lostRaces = 0; lostRaces < mostLostRaces; lostRaces += 1) {
      if (lostRaces > 2) await pause(Math.random() * Math.min(2 ** lostRaces, 100));
      const guessed = lostRaces === 0 ? this.#guess(batch) : undefined;
      const stream = guessed ?? (await this.#load(batch));
      version = stream.tip.lastVersion;
      // On an empty stream no command was done; one known in another stream, or under a guess, is found out by the write.
      const mayBeKnown = guessed === undefined && (version > 0 || lostRaces > 0);
      const repeated = mayBeKnown ? await this.#repeated(batch) : noneRepeated;
      const round = this.#decide(batch, stream, repeated);
      if (guessed !== undefined && round.draft.isEmpty) continue;
      if (!round.draft.isEmpty) {
        const commit = round.draft.seal();
        const { result } = await writer.write(commit);
        if (result !== 'written') continue;
        const tip = tipOf(commit);
        kept.keep(this.stream, round.stream.after([], tip));
        kept.keepTip(this.stream, tip);
      } else kept.keep(this.stream, stream);
      this.#waiting.unshift(...round.left);
      for (const outcome of round.outcomes) {
        if ('error' in outcome) outcome.pending.fail(outcome.error);
        else outcome.pending.succeed(outcome.result);
      }
      return;
    }
    throw new VersionConflict(this.stream, 'any', version);
  }

  #guess([first, ...others]: readonly PendingCommand[]): FoldedStream | undefined {
    if (first === undefined || others.length > 0) return undefined;
    if (first.mayGuess === 'empty') return first.prepare(FoldedStream.empty);
    if (first.mayGuess === 'nothing') return undefined;
    // One of which nothing is kept is new, mostly: the first that is heard of a story.
    const tip = this.surroundings.kept.tipOf(this.stream) ?? emptyTip;
    return FoldedStream.empty.after([], tip);
  }

  /** What was kept is a true prefix of the stream; the commits after it are read, so that it is never out of date. */
  async #load(batch: readonly PendingCommand[]): Promise<FoldedStream> {
    const { storage, kept } = this.surroundings;
    let stream = kept.get(this.stream) ?? FoldedStream.empty;
    if (!batch.every((pending) => pending.isPreparedIn(stream))) {
      stream = FoldedStream.empty;
      for (const pending of batch) if (!pending.isPreparedIn(stream)) stream = pending.prepare(stream);
    }
    if (!stream.isFolded) {
      const last = await storage.lastCommit(this.stream);
      return stream.after([], last === undefined ? emptyTip : tipOf(last));
    }
    return readOn(this.stream, stream, this.surroundings);
  }

  /** The answers to those that were done before. */
  async #repeated(batch: readonly PendingCommand[]): Promise<ReadonlyMap<PendingCommand, Outcome>> {
    const ids = batch.map(({ command }) => command.commandId);
    const found = await this.surroundings.storage.findCommands(ids);
    if (found.length === 0) return noneRepeated;
    const known = new Map(found.map((one) => [one.commandId, one]));
    const repeated = new Map<PendingCommand, Outcome>();
    for (const pending of batch) {
      const { command } = pending;
      const before = known.get(command.commandId);
      if (before === undefined) continue;
      try {
        repeated.set(pending, { pending, result: await this.#repeat(command, before) });
      } catch (error) {
        repeated.set(pending, { pending, error });
      }
    }
    return repeated;
  }

  #decide(
    batch: readonly PendingCommand[],
    folded: FoldedStream,
    repeated: ReadonlyMap<PendingCommand, Outcome>,
  ): Round {
    const draft = new CommitDraft(this.stream, folded.tip, this.surroundings.recorded);
    const outcomes: Outcome[] = [];
    let stream = folded;
    for (const [index, pending] of batch.entries()) {
      const { command } = pending;
      const answered = repeated.get(pending);
      if (answered !== undefined) {
        outcomes.push(answered);
        continue;
      }
      try {
        const inDraft = draft.resultOf(command.commandId);
        if (inDraft !== undefined) {
          outcomes.push({ pending, result: again(command, inDraft.command.fingerprint, inDraft.executed) });
          continue;
        }
        const version = stream.tip.lastVersion;
        if ((versionExpected(command) ?? version) !== version) {
          outcomes.push({ pending, result: refuse('stale-version') });
          continue;
        }
        const decision = pending.decide(stream);
        if (isRefusal(decision)) {
          outcomes.push({ pending, result: decision });
        } else if (decision.length === 0) {
          outcomes.push({ pending, result: { stream: this.stream, version, events: [], replayed: false } });
        } else {
          // Evolved first: an event that the decider cannot take must not be written.
          const after = stream.after(decision, { ...stream.tip, lastVersion: version + decision.length });
          const executed = draft.add(command, decision);
          if (executed === undefined) return { outcomes, left: batch.slice(index), draft, stream };
          outcomes.push({ pending, result: executed });
          stream = after;
        }
      } catch (error) {
        outcomes.push({ pending, error });
      }
    }
    return { outcomes, left: [], draft, stream };
  }

  async #repeat(command: CommandContext, known: KnownCommand): Promise<Executed | Refusal> {
    if (known.stream !== this.stream) {
      throw new CommandIdUsedElsewhere(
        `Command ${command.commandId} was done on ${known.stream}, not on ${this.stream}`,
      );
    }
    const { storage, recorded } = this.surroundings;
    const [commit] = await storage.readStream(this.stream, known.firstVersion);
    const events = commit === undefined ? [] : recorded.decode(commit, known.firstVersion);
    return again(command, known.fingerprint, {
      stream: this.stream,
      version: known.lastVersion,
      events: events.filter(({ streamVersion }) => streamVersion <= known.lastVersion),
      replayed: true,
    });
  }
}

/** The first result again, unless the same id now asks for something else. */
function again(command: CommandContext, fingerprint: string | undefined, executed: Executed): Executed | Refusal {
  const { fingerprint: asked } = command;
  if (asked !== undefined && fingerprint !== undefined && asked !== fingerprint)
    return refuse('idempotency-key-reused');
  return { ...executed, replayed: true };
}
