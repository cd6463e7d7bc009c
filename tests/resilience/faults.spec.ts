import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { mongo } from 'mongoose';

import { describeUnless } from '#service-kit/testing/describe-unless.js';

import { freePorts } from '../../infra/local-servers/free-ports.mjs';
import type { ServiceProcess, ServiceProcessName } from '../../infra/local-servers/services.mjs';
import { RunningNewid } from '../acceptance/running-newid.js';
import { because, SeparateProcesses } from '../distributed/separate-processes.js';
import { Telling } from '../distributed/telling.js';
import { Link } from './link.js';
import { mayMount, SmallDisk } from './small-disk.js';

const isFull = process.env['TESTED_IN_FULL'] === '1';
/** Longer than every lease, than a member of a group may be silent, and than an answer of MongoDB is waited for. */
const faultMs = isFull ? 30_000 : 13_000;
/** After the end of a fault everything is everywhere within this time. */
const caughtUpWithinMs = 30_000;
const patience = 180_000;
const inBurst = 120;
const inFlight = 8;
const refusedTogether = 5;
const refusedEveryMs = 100;
/** Its journal alone takes 300. */
const diskMegabytes = 768;
const clock = join(import.meta.dirname, 'clock-to-be-shifted.mjs');

describeUnless(because, 'separate processes in the middle of a burst of commands', () => {
  const disk = new SmallDisk(diskMegabytes);
  let toMongo: Link;
  let toKafka: Link;
  let place: SeparateProcesses;
  let newid: RunningNewid;
  let telling: Telling;
  let bursts = 0;
  /** Keys of commands that were refused once, to be sent again. */
  const late: string[] = [];

  beforeAll(async () => {
    const [mongoPort = 0, kafkaPort = 0] = await freePorts(2);
    toMongo = await Link.to(mongoPort);
    toKafka = await Link.to(kafkaPort);
    place = new SeparateProcesses(
      { 'story-submission': 2, 'panel-review': 2 },
      {
        // Its data is written so often, in seconds: that is when it needs new room.
        mongo: { folder: disk.folder, port: mongoPort, reachedAt: toMongo.port, settings: ['--syncdelay', '5'] },
        kafka: { port: kafkaPort, reachedAt: toKafka.port },
        environment: { NODE_OPTIONS: `--import ${clock}` },
      },
    );
    newid = new RunningNewid(place);
    telling = new Telling(newid);
    await newid.start();
    await newid.caughtUp();
  }, 2 * patience);

  afterAll(async () => {
    try {
      await newid.stop('SIGKILL');
      await newid.remove();
      await Promise.all([toMongo.close(), toKafka.close()]);
    } finally {
      disk.remove();
    }
  }, patience);

  /** `fault` comes when a third is acknowledged; the rest goes on through it. */
  async function burstThrough(fault: () => Promise<void>): Promise<void> {
    bursts += 1;
    const before = telling.acknowledged.size;
    const told = telling.tell(`burst-${String(bursts)}`, inBurst, inFlight, patience - 60_000);
    await Promise.all([told, telling.reaches(before + inBurst / 3).then(fault)]);
    for (const key of late.splice(0)) await telling.untilAcknowledged(key, performance.now() + caughtUpWithinMs);
    expect(telling.acknowledged.size).toBeGreaterThanOrEqual(before + inBurst);
    await place.caughtUp(caughtUpWithinMs);
    // None lost, none twice: in the service that took them, and in the one that heard of them.
    expect((await telling.listed()).sort()).toEqual([...telling.acknowledged.values()].sort());
    expect(new Set(telling.acknowledged.values()).size).toBe(telling.acknowledged.size);
    expect(await telling.toldInReport()).toBe(telling.acknowledged.size);
    if (isFull) await isWhole();
  }

  /** Chains, log and views are as they should be, and nothing stands still. */
  async function isWhole(): Promise<void> {
    expect(await newid.foundWrong()).toEqual([]);
    const parked = await newid.command('events', 'parked', '--json');
    expect([parked.code, JSON.parse(parked.output).parked]).toEqual([0, []]);
  }

  /**
   * Each of those sent while others wait for their answer has its own, and in time: none waits behind them first. The
   * same commands are sent again later: what came of them is not known to whoever was refused.
   */
  async function refusesClearly(prefix: string): Promise<void> {
    const [address = ''] = place.services.addressesOf('story-submission');
    const keys = Array.from({ length: refusedTogether }, (_, at) => `${prefix}-${String(at)}`);
    const sent = keys.map(async (key, at) => {
      await setTimeout(at * refusedEveryMs);
      return telling.send(address, key);
    });
    late.push(...keys);
    for (const refused of await Promise.all(sent)) {
      expect(refused.status).toBe(503);
      expect(JSON.parse(refused.text)).toMatchObject({ status: 503, title: expect.stringMatching(/\w/) });
    }
  }

  /** There is room for some more within the files. */
  async function refusesSomething(prefix: string, withinMs: number): Promise<void> {
    const [address = ''] = place.services.addressesOf('story-submission');
    const until = performance.now() + withinMs;
    for (let sent = 0; ; sent += 1) {
      const key = `${prefix}-${String(sent)}`;
      if ((await telling.send(address, key)).status !== 201) return void late.push(key);
      if (performance.now() > until) throw new Error('Nothing was ever refused');
    }
  }

  /** The process that does for its service what one at a time does. */
  async function holderIn(name: ServiceProcessName): Promise<ServiceProcess> {
    const client = new mongo.MongoClient(place.servers.mongo.url);
    try {
      const leases = client.db(`newid-${name}`).collection<{ _id: string; holder: string }>('leases');
      const following = await leases.findOne({ _id: 'following' });
      const pid = Number(following?.holder.split('/')[1]);
      const holder = place.services.processesOf(name).find((each) => each.pid === pid);
      if (holder === undefined) throw new Error(`Nobody holds the lease of ${name}`);
      return holder;
    } finally {
      await client.close();
    }
  }

  it(
    'keeps every acknowledged command when a service that takes them is killed, and then the other process of it',
    async () => {
      await burstThrough(async () => {
        for (const running of place.services.processesOf('story-submission')) {
          await running.end('SIGKILL');
          await place.services.start('story-submission').opened;
        }
      });
    },
    patience,
  );

  it(
    'takes nothing twice when the services that hear of them are killed',
    async () => {
      await burstThrough(async () => {
        for (const name of ['panel-review', 'impact-reporting'] as const) {
          await Promise.all(place.services.processesOf(name).map((running) => running.end('SIGKILL')));
          await place.services.start(name).opened;
        }
        await place.services.start('panel-review').opened;
      });
    },
    patience,
  );

  it(
    'takes nothing twice when whoever does the work of its service stands still for longer than its lease, and wakes up',
    async () => {
      await burstThrough(async () => {
        const stood = await Promise.all((['story-submission', 'panel-review'] as const).map(holderIn));
        for (const { pid } of stood) process.kill(pid, 'SIGSTOP');
        await setTimeout(faultMs);
        for (const { pid } of stood) process.kill(pid, 'SIGCONT');
      });
    },
    patience,
  );

  it(
    'refuses with a clear 503 while MongoDB is killed, and goes on when it is back',
    async () => {
      await burstThrough(async () => {
        await place.killMongo();
        await refusesClearly('while-killed');
        await place.startMongo();
      });
    },
    patience,
  );

  it(
    'goes on taking commands while Kafka is killed, and says them when it is back',
    async () => {
      await burstThrough(async () => {
        await place.killKafka();
        const acknowledged = telling.acknowledged.size;
        await telling.reaches(acknowledged + 10);
        await place.startKafka();
      });
    },
    patience,
  );

  // A broken connection is also what a kill leaves: the short run does without.
  const ways = isFull ? (['silently', 'with-a-reset'] as const) : (['silently'] as const);

  it.each(ways)(
    'refuses with a clear 503 while the link to MongoDB is cut %s, and goes on when it is mended',
    async (how) => {
      await burstThrough(async () => {
        toMongo.cut(how);
        try {
          await Promise.all([setTimeout(faultMs), refusesClearly(`while-cut-${how}`)]);
        } finally {
          toMongo.mend();
        }
      });
    },
    patience,
  );

  it.each(ways)(
    'goes on taking commands while the link to Kafka is cut %s, and says them when it is mended',
    async (how) => {
      await burstThrough(async () => {
        toKafka.cut(how);
        try {
          await Promise.all([setTimeout(faultMs), telling.reaches(telling.acknowledged.size + 10)]);
        } finally {
          toKafka.mend();
        }
      });
    },
    patience,
  );

  it(
    'goes on when the clocks of all services go back by an hour',
    async () => {
      await burstThrough(async () => {
        for (const name of ['story-submission', 'panel-review', 'impact-reporting'] as const)
          for (const { pid } of place.services.processesOf(name)) process.kill(pid, 'SIGUSR2');
        await telling.tell('hour-again', 10, 1, faultMs);
        await setTimeout(faultMs);
      });
      await burstThrough(() => Promise.resolve());
    },
    patience,
  );

  // MongoDB ends itself when it cannot write; whoever keeps it running starts it again when there is room. Only who may
  // mount has a disk that is small enough to be filled.
  if (mayMount)
    it(
      'refuses with a clear 503 while the disk of MongoDB is full, and goes on when there is room',
      async () => {
        await burstThrough(async () => {
          disk.fill();
          await refusesSomething('fills', 30_000);
          await refusesClearly('while-full');
          disk.makeRoom();
          await place.killMongo();
          await place.startMongo();
        });
      },
      patience,
    );

  it('is whole after all that: chains, log and views, and nothing stands still', isWhole, patience);
});
