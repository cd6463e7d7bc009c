import type { DomainEvent } from '#contracts/shared/decider.js';

import {
  largestCommit,
  mostCommandsInCommit,
  sealCommit,
  type Commit,
  type CommittedCommand,
  type StreamTip,
} from './commit.js';
import {
  CommitTooLarge,
  type CommandContext,
  type Executed,
  type RecordedEvent,
  type StreamId,
} from './event-store.js';
import { metadataOf } from './pending-command.js';
import type { RecordedEvents } from './recorded-events.js';

/** A commit while the commands that wait are decided into it. */
export class CommitDraft {
  readonly #commands: CommittedCommand[] = [];
  readonly #json: string[] = [];
  readonly #results = new Map<string, { readonly command: CommandContext; readonly executed: Executed }>();
  #bytes = 2;
  #version: number;
  #organisation: string | undefined;

  constructor(
    private readonly stream: StreamId,
    private readonly tip: StreamTip,
    private readonly recorded: RecordedEvents,
  ) {
    this.#version = tip.lastVersion;
  }

  get isEmpty(): boolean {
    return this.#commands.length === 0;
  }

  resultOf(commandId: string): { readonly command: CommandContext; readonly executed: Executed } | undefined {
    return this.#results.get(commandId);
  }

  /**
   * Undefined: this commit has no room for them, the next one has.
   *
   * @throws CommitTooLarge when no commit has room for them.
   */
  add(command: CommandContext, events: readonly DomainEvent[]): Executed | undefined {
    const metadata = metadataOf(command);
    const metadataJson = JSON.stringify(metadata);
    const json = events.map((event) => this.recorded.encode(event, metadataJson));
    const bytes = json.reduce((sum, one) => sum + Buffer.byteLength(one) + 1, 0);
    if (bytes + 2 > largestCommit) throw new CommitTooLarge(this.stream, bytes);
    const isRoom =
      this.#bytes + bytes <= largestCommit &&
      this.#commands.length < mostCommandsInCommit &&
      (this.#organisation ?? command.organisation) === command.organisation;
    if (!isRoom) return undefined;

    const firstVersion = this.#version + 1;
    this.#version += events.length;
    this.#bytes += bytes;
    this.#organisation = command.organisation;
    this.#json.push(...json);
    const { commandId, fingerprint } = command;
    const lastVersion = this.#version;
    this.#commands.push(
      fingerprint === undefined
        ? { commandId, firstVersion, lastVersion }
        : { commandId, fingerprint, firstVersion, lastVersion },
    );
    const executed: Executed = {
      stream: this.stream,
      version: this.#version,
      events: events.map((event, index): RecordedEvent => ({
        stream: this.stream,
        streamVersion: firstVersion + index,
        event,
        metadata,
      })),
      replayed: false,
    };
    this.#results.set(commandId, { command, executed });
    return executed;
  }

  seal(): Commit {
    return sealCommit({
      stream: this.stream,
      organisation: this.#organisation ?? '',
      firstVersion: this.tip.lastVersion + 1,
      lastVersion: this.#version,
      commands: this.#commands,
      json: `[${this.#json.join(',')}]`,
      previousHash: this.tip.hash,
    });
  }
}
