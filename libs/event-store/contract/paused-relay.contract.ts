import { setTimeout as after } from 'node:timers/promises';

import type { DomainEvent } from '#contracts/shared/decider.js';

import type { CommitKey, PositionedCommit } from '../commit-storage.js';
import type { EventStore } from '../event-store.js';
import { LogRelay, type RelayedCommits } from '../relay.js';
import { context, type EventStoreHarness, type StartHarness } from './store-harness.contract.js';

const types = { Noted: { version: 1 } };
const noted: DomainEvent = { type: 'Noted', schemaVersion: 1, data: {} };

const steps = [
  'before it reads the end of the log',
  'before it looks for commits',
  'before it asks for the lease',
  'before it adds them',
  'in the middle of adding them',
  'after it added them',
] as const;
type Step = (typeof steps)[number];

/** A process that is stopped at one step of a round, and goes on there as if nothing had been. */
class PausedAt implements RelayedCommits {
  pausesAt: Step | undefined;
  goOn: () => void = () => undefined;
  #isReached: () => void = () => undefined;
  readonly reached = new Promise<void>((resolve) => {
    this.#isReached = resolve;
  });
  readonly #mayGoOn = new Promise<void>((resolve) => {
    this.goOn = resolve;
  });

  constructor(private readonly commits: RelayedCommits) {}

  async lastPosition(): Promise<number> {
    await this.#at('before it reads the end of the log');
    return this.commits.lastPosition();
  }

  async notInLog(limit: number): Promise<readonly CommitKey[]> {
    await this.#at('before it looks for commits');
    return this.commits.notInLog(limit);
  }

  async takeLease(holder: string, forMs: number): Promise<boolean> {
    await this.#at('before it asks for the lease');
    return this.commits.takeLease(holder, forMs);
  }

  /** In two halves, as a driver does with what is too much for one request. */
  async appendToLog(afterPosition: number, keys: readonly CommitKey[]): Promise<number> {
    await this.#at('before it adds them');
    const half = Math.ceil(keys.length / 2);
    const first = await this.commits.appendToLog(afterPosition, keys.slice(0, half));
    await this.#at('in the middle of adding them');
    const isStopped = first < half || half === keys.length;
    const second = isStopped ? 0 : await this.commits.appendToLog(afterPosition + half, keys.slice(half));
    await this.#at('after it added them');
    return first + second;
  }

  async #at(step: Step): Promise<void> {
    if (step !== this.pausesAt) return;
    this.pausesAt = undefined;
    this.#isReached();
    await this.#mayGoOn;
  }
}

/** Two relays, one of which holds the lease, is paused, and wakes up in the middle of its round when the other has it. */
export function describePausedRelay(name: string, start: StartHarness): void {
  describe(`a relay that is paused with the lease on ${name}`, () => {
    let harness: EventStoreHarness;
    let store: EventStore;
    let other: LogRelay;
    let paused: PausedAt;
    let relay: LogRelay;
    let written = 0;

    beforeEach(() => {
      harness = start(types);
      ({ store, relay: other } = harness.open());
      paused = new PausedAt(harness.commits());
      relay = new LogRelay(paused, { holder: 'paused', everyMs: 10 });
      written = 0;
    });
    afterEach(async () => {
      paused.goOn();
      await relay.stop();
      await store.close();
      await harness.dispose();
    });

    /** So many commits of three streams, one after another. */
    async function write(commits: number): Promise<void> {
      for (let at = 0; at < commits; at += 1) {
        written += 1;
        await store.append(`note/${String(written % 3)}`, [noted], { ...context(String(written)), expected: 'any' });
      }
    }

    async function allLogged(): Promise<void> {
      while ((await store.lastPosition()) < written) await after(5);
    }

    async function wholeLog(): Promise<readonly PositionedCommit[]> {
      const all: PositionedCommit[] = [];
      for (;;) {
        const next = await harness.commits().readCommits(all.at(-1)?.position ?? 0, 50);
        if (next.length === 0) return all;
        all.push(...next);
      }
    }

    /** What another process adds that is killed in the middle of its round. */
    async function addTwo(): Promise<void> {
      const last = await harness.commits().lastPosition();
      const waiting = await harness.commits().notInLog(100);
      expect(await harness.commits().appendToLog(last, waiting.slice(0, 2))).toBe(2);
    }

    it('tells of what another added while it has no lease itself, also where commits wait', async () => {
      expect(await harness.commits().takeLease('somebody', 10_000)).toBe(true);
      await write(3);
      await addTwo();
      const told = new Promise<void>((resolve) => {
        relay.onLogged(resolve);
      });
      relay.start();
      await told;
      expect(await store.lastPosition()).toBe(2);
    });

    const behind = ['another that went on', 'another that was killed on the way'] as const;
    const cases = steps.flatMap((step) => behind.map((whom) => [step, whom] as const));

    it.each(cases)('%s, adds nothing wrong when it wakes up behind %s', async (step, whom) => {
      relay.start();
      await write(3);
      await allLogged();
      // The lease is with the one that will be paused: nobody else has it before its end.
      expect(await harness.commits().takeLease('somebody', 10_000)).toBe(false);
      await relay.stop();
      await write(7);
      paused.pausesAt = step;
      relay.start();
      await paused.reached;

      await harness.tamper('end-of-lease');
      if (whom === 'another that went on') {
        other.start();
        await write(4);
        await allLogged();
        // So much more that places which the paused one believes to be free are taken.
        await write(5);
        await allLogged();
        await harness.tamper('end-of-lease');
      } else {
        await write(9);
        await addTwo();
      }
      paused.goOn();
      await write(3);
      relay.wake();
      await allLogged();
      await relay.stop();
      await other.stop();

      const log = await wholeLog();
      expect(log.map(({ position }) => position)).toEqual(Array.from({ length: 22 }, (_, at) => at + 1));
      expect(log.flatMap(({ commands }) => commands.map(({ commandId }) => Number(commandId))).sort(byNumber)).toEqual(
        Array.from({ length: 22 }, (_, at) => at + 1),
      );
      for (const stream of ['note/0', 'note/1', 'note/2']) {
        const versions = log.filter((commit) => commit.stream === stream).map(({ firstVersion }) => firstVersion);
        expect(versions).toEqual(versions.map((_, at) => at + 1));
      }
      expect(await harness.commits().notInLog(10)).toEqual([]);
      const flaws: unknown[] = [];
      for await (const flaw of store.verify()) flaws.push(flaw);
      expect(flaws).toEqual([]);
    });
  });
}

const byNumber = (one: number, other: number): number => one - other;
