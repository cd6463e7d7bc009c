import { RunningNewid } from '../acceptance/running-newid.js';
import { because, SeparateProcesses } from '../distributed/separate-processes.js';
import { Telling } from '../distributed/telling.js';

if (because !== undefined && process.env['NEWID_REQUIRE_ALL'] === '1') throw new Error(because);

/** After the end of a fault everything is everywhere within this time. */
const caughtUpWithinMs = 30_000;
const patience = 120_000;
const inBurst = 120;
const inFlight = 8;

// Skipped where the servers cannot be had; its name then says why.
(because === undefined ? describe : describe.skip)(
  `separate processes in the middle of a burst of commands${because === undefined ? '' : ` (not run: ${because})`}`,
  () => {
    const place = new SeparateProcesses({ 'story-submission': 2, 'panel-review': 2 });
    const newid = new RunningNewid(place);
    const telling = new Telling(newid);
    let bursts = 0;

    beforeAll(async () => {
      await newid.start();
      await newid.caughtUp();
    }, patience);
    afterAll(async () => {
      await newid.stop('SIGTERM');
      await newid.remove();
    }, patience);

    /** `fault` comes when a third is acknowledged; the rest goes on through it. */
    async function burstThrough(fault: () => Promise<void>): Promise<void> {
      bursts += 1;
      const before = telling.acknowledged.size;
      const told = telling.tell(`burst-${String(bursts)}`, inBurst, inFlight, patience - 40_000);
      await Promise.all([told, telling.reaches(before + inBurst / 3).then(fault)]);
      expect(telling.acknowledged.size).toBe(before + inBurst);
      await place.caughtUp(caughtUpWithinMs);
      // None lost, none twice: in the service that took them, and in the one that heard of them.
      expect((await telling.listed()).sort()).toEqual([...telling.acknowledged.values()].sort());
      expect(new Set(telling.acknowledged.values()).size).toBe(bursts * inBurst);
      expect(await telling.toldInReport()).toBe(bursts * inBurst);
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
        });
      },
      patience,
    );

    it(
      'refuses with a clear 503 while MongoDB is killed, and goes on when it is back',
      async () => {
        await burstThrough(async () => {
          await place.killMongo();
          const [address = ''] = place.services.addressesOf('story-submission');
          const refused = await telling.send(address, 'while-away');
          expect(refused.status).toBe(503);
          expect(JSON.parse(refused.text)).toMatchObject({ status: 503, title: expect.stringMatching(/\w/) });
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

    it(
      'is whole after all that: chains, log and views, and nothing stands still',
      async () => {
        const verified = await newid.command('verify', '--json');
        expect([verified.code, JSON.parse(verified.output).isWhole]).toEqual([0, true]);
        const rebuilt = await newid.command('rebuild', '--json');
        expect([rebuilt.code, JSON.parse(rebuilt.output).isSame]).toEqual([0, true]);
        const parked = await newid.command('events', 'parked', '--json');
        expect([parked.code, JSON.parse(parked.output).parked]).toEqual([0, []]);
      },
      patience,
    );
  },
);
