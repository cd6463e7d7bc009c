import { StorageUnavailable } from '#event-store/event-store.js';

import { LogFollower } from '../log-follower.js';
import type { FollowingLog } from '../log-reading.js';
import type { OpenProjections, ProjectionsHarness } from './projections.contract.js';

const silent: FollowingLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What holds where several processes follow the same log, one at a time. */
export function describeFollowers(name: string, newHarness: () => Promise<ProjectionsHarness>): void {
  describe(`followers that take turns on ${name}`, () => {
    let harness: ProjectionsHarness;
    let open: OpenProjections;
    const followers: LogFollower[] = [];
    /** Whose turn it is. */
    let turn: string;

    beforeEach(async () => {
      harness = await newHarness();
      open = await harness.open();
      turn = 'one';
    });
    afterEach(async () => {
      for (const follower of followers.splice(0)) await follower.stop();
      await open.close();
      await harness.end();
    });

    async function tell(from: number, to: number): Promise<void> {
      for (let at = from; at <= to; at += 1) {
        await open.store.append(`story/${String(at)}`, [{ type: 'Told', schemaVersion: 1, data: {} }], {
          expected: 'no-stream',
          commandId: `tell-${String(at)}`,
          organisation: 'org-1',
          actor: 'person/1',
          at: '2026-03-01T10:00:00Z',
          correlation: 'test',
        });
      }
      await open.drain();
    }

    function follow(who: string, handle: (position: number) => Promise<void> | void): LogFollower {
      const follower = new LogFollower({
        ...open,
        log: silent,
        isOurTurn: () => Promise.resolve(turn === who),
        following: { name: 'reaction', handle: async ({ position }) => handle(position) },
      });
      followers.push(follower);
      follower.start();
      return follower;
    }

    it('take commits in order, try again, and stop loudly at one that always fails', async () => {
      await tell(1, 12);
      const taken: number[] = [];
      let failures = 0;
      const followUpTo = (poison: number): LogFollower =>
        new LogFollower({
          ...open,
          log: silent,
          wait: async () => undefined,
          following: {
            name: 'test',
            async handle({ position }) {
              if (position === 5 && (failures += 1) < 3) throw new Error('for a moment');
              if (position === poison) throw new Error('planted');
              taken.push(position);
            },
          },
        });
      const first = followUpTo(9);
      first.start();
      await first.caughtUp();
      expect(await first.state()).toMatchObject({ condition: 'stopped', position: 8, because: 'Error: planted' });
      await first.stop();
      await open.close();
      open = await harness.open();
      const second = followUpTo(0);
      second.start();
      await second.caughtUp();
      await second.stop();
      expect(taken).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    });

    it('go on after an outage however long, also where something else fails once beside it', async () => {
      await tell(1, 3);
      const taken: number[] = [];
      const faults = [...Array.from({ length: 9 }, () => new StorageUnavailable('unreachable')), new Error('once')];
      const follower = new LogFollower({
        ...open,
        log: silent,
        wait: () => Promise.resolve(),
        following: {
          name: 'reaction',
          async handle({ position }) {
            const fault = position === 2 ? faults.shift() : undefined;
            if (fault !== undefined) throw fault;
            taken.push(position);
          },
        },
      });
      followers.push(follower);
      follower.start();
      await follower.caughtUp();
      expect(await follower.state()).toMatchObject({ condition: 'following', position: 3 });
      expect(taken).toEqual([1, 2, 3]);
    });

    it('try as often as before, and as soon, once they are told to try again', async () => {
      await tell(1, 3);
      const taken: number[] = [];
      const waited: number[] = [];
      let failures = 0;
      const follower = new LogFollower({
        ...open,
        log: silent,
        wait: async (ms) => void waited.push(ms),
        following: {
          name: 'reaction',
          async handle({ position }) {
            if (position === 2 && (failures += 1) <= 11) throw new Error('planted');
            taken.push(position);
          },
        },
      });
      followers.push(follower);
      follower.start();
      await follower.caughtUp();
      expect(await follower.state()).toMatchObject({ condition: 'stopped', position: 1 });
      expect([failures, waited.splice(0)]).toEqual([6, [100, 200, 400, 800, 1_600]]);
      follower.retry();
      await follower.caughtUp();
      expect(await follower.state()).toEqual({ name: 'reaction', condition: 'following', position: 3, lag: 0 });
      expect([taken, waited]).toEqual([
        [1, 2, 3],
        [100, 200, 400, 800, 1_600],
      ]);
    });

    it('take one commit at a time after a failure, so that those before the one that fails are kept', async () => {
      await tell(1, 5);
      const asked: string[] = [];
      const follower = new LogFollower({
        ...open,
        log: silent,
        wait: () => Promise.resolve(),
        following: {
          name: 'reaction',
          async handleAll(commits) {
            const positions = commits.map(({ position }) => position);
            asked.push(positions.join());
            if (positions.includes(3)) throw new Error('planted');
          },
        },
      });
      followers.push(follower);
      follower.start();
      await follower.caughtUp();
      expect(await follower.state()).toMatchObject({ condition: 'stopped', position: 2, lag: 3 });
      expect(await open.checkpoints.position('reaction')).toBe(2);
      // Six times at the one that fails, the first of them with those behind it.
      expect(asked).toEqual(['1,2,3,4,5', '1', '2,3,4,5', '2', '3,4,5', '3', '3', '3', '3', '3']);
    });

    it('keep where they are after each batch, also where a checkpoint was kept while they asked for their turn', async () => {
      const { checkpoints } = open;
      let keepSlowly: () => void = () => undefined;
      const slowly = new Promise<void>((resolve) => {
        keepSlowly = resolve;
      });
      let answer: () => void = () => undefined;
      const answered = new Promise<void>((resolve) => {
        answer = resolve;
      });
      let taken = 0;
      const follower = new LogFollower({
        ...open,
        log: silent,
        // The first checkpoint is being kept until the third commit is taken; then the turn is asked for, which takes
        // longer than keeping the checkpoint of the third.
        checkpoints: {
          position: (name) => checkpoints.position(name),
          async save(name, position) {
            if (position === 1) await slowly;
            await checkpoints.save(name, position);
            if (position === 3) setImmediate(answer);
          },
        },
        async isOurTurn() {
          if (taken !== 3) return true;
          keepSlowly();
          await answered;
          return true;
        },
        following: { name: 'reaction', handle: async ({ position }) => void (taken = position) },
      });
      followers.push(follower);
      await tell(1, 1);
      follower.start();
      while (taken < 1) await new Promise((resolve) => setImmediate(resolve));
      await tell(2, 3);
      await follower.caughtUp();
      await tell(4, 4);
      await follower.caughtUp();
      expect(await checkpoints.position('reaction')).toBe(4);
    });

    it('keep a checkpoint that never goes back', async () => {
      const { checkpoints } = open;
      await checkpoints.save('reaction', 7);
      await checkpoints.save('reaction', 3);
      await checkpoints.save('other', 2);
      expect([await checkpoints.position('reaction'), await checkpoints.position('other')]).toEqual([7, 2]);
    });

    it('take nothing while it is another’s turn, and begin where that one was', async () => {
      await tell(1, 5);
      const taken: string[] = [];
      const one = follow('one', (position) => void taken.push(`one ${String(position)}`));
      const other = follow('other', (position) => void taken.push(`other ${String(position)}`));
      await Promise.all([one.caughtUp(), other.caughtUp()]);
      turn = 'other';
      await tell(6, 8);
      await Promise.all([one.caughtUp(), other.caughtUp()]);
      expect(taken).toEqual([1, 2, 3, 4, 5].map((at) => `one ${String(at)}`).concat('other 6', 'other 7', 'other 8'));
    });

    it('take nothing a second time when their turn comes back', async () => {
      await tell(1, 3);
      const taken: string[] = [];
      const one = follow('one', (position) => void taken.push(`one ${String(position)}`));
      const other = follow('other', (position) => void taken.push(`other ${String(position)}`));
      for (const [whose, from, to] of [
        ['other', 4, 6],
        ['one', 7, 8],
      ] as const) {
        await Promise.all([one.caughtUp(), other.caughtUp()]);
        turn = whose;
        await Promise.all([one.caughtUp(), other.caughtUp()]);
        await tell(from, to);
      }
      await Promise.all([one.caughtUp(), other.caughtUp()]);
      const took = (who: string, ...positions: readonly number[]) => positions.map((at) => `${who} ${String(at)}`);
      expect(taken).toEqual([...took('one', 1, 2, 3), ...took('other', 4, 5, 6), ...took('one', 7, 8)]);
    });

    it('do no harm where one is paused in the middle of a batch and wakes up when it is another’s turn', async () => {
      await tell(1, 10);
      const taken: string[] = [];
      let wake: () => void = () => undefined;
      let isPaused: () => void = () => undefined;
      const paused = new Promise<void>((resolve) => {
        isPaused = resolve;
      });
      const one = follow('one', async (position) => {
        taken.push(`one ${String(position)}`);
        if (position !== 3) return;
        isPaused();
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      });
      await paused;
      turn = 'other';
      const other = follow('other', (position) => void taken.push(`other ${String(position)}`));
      await other.caughtUp();
      await tell(11, 12);
      await other.caughtUp();
      wake();
      await one.caughtUp();
      // The commit that it was in is done a second time; nothing behind it is, and no place is taken back.
      expect(taken.filter((each) => each.startsWith('one'))).toEqual(['one 1', 'one 2', 'one 3']);
      expect(await open.checkpoints.position('reaction')).toBe(12);
      turn = 'one';
      await tell(13, 13);
      await one.caughtUp();
      expect(taken.at(-1)).toBe('one 13');
      expect(taken.filter((each) => each.startsWith('other'))).toHaveLength(12);
    });
  });
}
