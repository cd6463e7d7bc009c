import { setTimeout } from 'node:timers/promises';

import { mongo } from 'mongoose';

import { describeUnless } from '#service-kit/testing/describe-unless.js';

import { serviceNames, type ServiceProcessName } from '../../../infra/local-servers/services.mjs';
import { RunningNewid } from '../../acceptance/running-newid.js';
import { because, SeparateProcesses } from '../../distributed/separate-processes.js';
import { Telling } from '../../distributed/telling.js';
import { Importing } from './importing.js';

const given = (name: string, usual: number): number => Number(process.env[name] ?? usual);

const kills = given('TESTED_KILLS', 200);
const appends = given('TESTED_APPENDS', 100_000);
const seed = given('TESTED_SEED', Date.now() % 1_000_000);
/** It ends after so long, and then says that it was too short. */
const withinMinutes = given('TESTED_MINUTES', 100);
const rowsInFile = 2_000;
const inFlight = 4;
const betweenKillsMs = 3_000;
/** One kill in so many is of MongoDB; one in so many services is killed again before it is open. */
const mongoOneIn = 6;
const againOneIn = 8;
const hourMs = 3_600_000;
/** What came faster than it could be passed on is a matter of minutes here, not of the last fault. */
const backlogWithinMs = 1_200_000;
const instances: Readonly<Record<ServiceProcessName, number>> = {
  'identity-access': 1,
  'programme-design': 1,
  'story-submission': 2,
  'panel-review': 2,
  'impact-reporting': 1,
};

/** A number of 0 to 1, the same ones for the same seed (mulberry32). */
function chances(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const say = (text: string): void => {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
};

describeUnless(because, `${String(kills)} kills -9 at random moments, seed ${String(seed)}`, () => {
  const place = new SeparateProcesses(instances);
  const newid = new RunningNewid(place);
  const telling = new Telling(newid);
  const importing = new Importing(newid);
  const chance = chances(seed);
  const killed = new Map<string, number>();
  let endedByThemselves = 0;

  const appended = (): number => telling.acknowledged.size + importing.brought.length;
  const killsSoFar = (): number => [...killed.values()].reduce((sum, one) => sum + one, 0);
  const count = (name: string): void => void killed.set(name, (killed.get(name) ?? 0) + 1);
  let until = Infinity;
  const isLongEnough = (): boolean => killsSoFar() >= kills && appended() >= appends;
  const isOver = (): boolean => isLongEnough() || performance.now() > until;

  beforeAll(async () => {
    await newid.start();
    await newid.caughtUp();
  }, 300_000);
  afterAll(async () => {
    await newid.stop('SIGKILL');
    await newid.remove();
  }, 120_000);

  /** As whoever keeps services running does: what has ended is started again. */
  async function startWhatIsMissing(): Promise<void> {
    for (const name of serviceNames)
      while (place.services.processesOf(name).length < instances[name]) {
        endedByThemselves += 1;
        say(`${name} had ended by itself`);
        await place.services.start(name).opened.catch(() => undefined);
      }
  }

  async function killOne(): Promise<void> {
    if (chance() < 1 / mongoOneIn) {
      count('mongod');
      await place.killMongo();
      await place.startMongo();
      return;
    }
    await startWhatIsMissing();
    const all = serviceNames.flatMap((name) => place.services.processesOf(name));
    const victim = all[Math.floor(chance() * all.length)];
    if (victim === undefined) throw new Error('No service runs');
    count(victim.name);
    await victim.end('SIGKILL');
    if (chance() < 1 / againOneIn) {
      const started = place.services.start(victim.name);
      await setTimeout(chance() * betweenKillsMs);
      count(victim.name);
      await started.end('SIGKILL');
    }
    await place.services.start(victim.name).opened.catch(() => undefined);
  }

  async function killAgainAndAgain(): Promise<void> {
    while (!isOver()) {
      await setTimeout(chance() * betweenKillsMs);
      if (!isOver()) await killOne();
      const sum = killsSoFar();
      if (sum % 10 < 2) say(`${String(sum)} kills, ${String(appended())} appends acknowledged`);
    }
  }

  async function tellAgainAndAgain(): Promise<void> {
    for (let round = 0; !isOver(); round += 1) {
      await telling.tell(`round-${String(round)}`, 20, inFlight, 600_000);
    }
  }

  async function importAgainAndAgain(): Promise<void> {
    while (!isOver()) await importing.bringIn(rowsInFile);
  }

  it(
    `keeps each of at least ${String(appends)} acknowledged appends exactly once`,
    async () => {
      say(`seed ${String(seed)}`);
      until = performance.now() + withinMinutes * 60_000;
      await Promise.all([killAgainAndAgain(), tellAgainAndAgain(), importAgainAndAgain()]);
      await startWhatIsMissing();
      const over = performance.now();
      await place.caughtUp(backlogWithinMs);
      say(
        `${String(killsSoFar())} kills (${[...killed].map((each) => each.join(' ')).join(', ')}), ${String(appended())} appends acknowledged, ${String(endedByThemselves)} ended by themselves, caught up ${String(Math.round((performance.now() - over) / 1_000))} s after the last`,
      );
      expect((await telling.listed()).sort()).toEqual([...telling.acknowledged.values()].sort());
      expect(new Set(telling.acknowledged.values()).size).toBe(telling.acknowledged.size);
      expect((await importing.listed()).sort()).toEqual([...importing.brought].sort());
      expect(await telling.toldInReport()).toBe(telling.acknowledged.size);
    },
    2 * hourMs,
  );

  it('is as long as it has to be', () => {
    expect(killsSoFar()).toBeGreaterThanOrEqual(kills);
    expect(appended()).toBeGreaterThanOrEqual(appends);
  });

  it(
    'leaves no gap in any log',
    async () => {
      const client = new mongo.MongoClient(place.servers.mongo.url);
      for (const name of serviceNames) {
        const database = client.db(`newid-${name}`);
        const commits = database.collection('commits');
        // Stories are compared in the background, with a record of it: what comes meanwhile is between the two.
        const before = await commits.countDocuments();
        await place.caughtUp(hourMs);
        const positions = (await database.collection<{ _id: number }>('log').find().sort({ _id: 1 }).toArray()).map(
          ({ _id }) => _id,
        );
        expect(positions.every((position, at) => position === at + 1)).toBe(true);
        expect(positions.length).toBeGreaterThanOrEqual(before);
        expect(positions.length).toBeLessThanOrEqual(await commits.countDocuments());
        say(`${name}: ${String(positions.length)} commits in the log`);
      }
      await client.close();
    },
    hourMs,
  );

  it(
    'leaves everything whole: chains, log and views, and nothing stands still',
    async () => {
      expect(await newid.foundWrong()).toEqual([]);
      const parked = await newid.command('events', 'parked', '--json');
      expect([parked.code, JSON.parse(parked.output).parked]).toEqual([0, []]);
    },
    hourMs,
  );
});
