import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { rootFolderOf } from '#web/source-folder.js';

import { start, type LocalKafka } from '../../../infra/local-servers/kafka.mjs';

import { aMessage } from '../contract/message-bus.contract.js';
import type { Message } from '../message-bus.js';
import type { KafkaBus } from './kafka-bus.js';
import {
  group,
  openInbox,
  openTestBus,
  rawProducer,
  settingsFor,
  topic,
  topicsOf,
  upTo,
  versionsByStream,
  type TakenInbox,
} from './testing/kafka-under-test.js';

const stoodStillMs = Number(process.env['STAND_STILL_MS'] ?? 5_000);
const within = 150_000;

let kafka: LocalKafka;
let folder: string;
let taking: TakenInbox;
let tests = 0;
let prefix = '';
const buses: KafkaBus[] = [];
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'newid-kafka-faults-'));
  kafka = await start({ folder: join(folder, 'kafka') });
  prefix = `faults-${String((tests += 1))}.`;
  taking = openInbox(join(folder, 'inbox.db'));
}, within);

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(buses.splice(0).map((bus) => bus.close()));
  await taking.close();
  await kafka.stop();
  rmSync(folder, { recursive: true, force: true });
}, within);

async function openBus(): Promise<KafkaBus> {
  const bus = await openTestBus(kafka, prefix);
  buses.push(bus);
  return bus;
}

const subscribe = (bus: KafkaBus, handle = (message: Message) => taking.inbox.take(message)) =>
  bus.subscribe({ topics: [topic], group, handle: async (message) => void (await handle(message)) });

/** `versions` of each of `streams` streams, as an outbox would write them. */
const messages = (streams: number, versions: readonly number[]): readonly Message[] =>
  versions.flatMap((version) => Array.from({ length: streams }, (_, at) => aMessage(`story/${String(at)}`, version)));

async function expectEachOnceInOrder(streams: number, versions: number): Promise<void> {
  const taken = await taking.taken();
  const byStream = versionsByStream(taken);
  expect(taken).toHaveLength(streams * versions);
  expect([...byStream.values()].every((each) => each.join() === upTo(versions).join())).toBe(true);
}

/** Neither the order of the streams nor that of the partitions. */
const placeOf = ({ subject }: Message): number => (Number(subject.slice('story/'.length)) * 7_919) % 61;

/** Publishes as an outbox does: again and again until the bus has taken it. */
async function publishSurely(bus: KafkaBus, batch: readonly Message[]): Promise<void> {
  for (;;) {
    try {
      await bus.publish(topic, batch);
      return;
    } catch {
      await setTimeout(200);
    }
  }
}

describe('delivery', () => {
  it(
    'takes each message once and in the order of its stream, though each comes one to three times and partitions are shuffled',
    async () => {
      const bus = await openBus();
      const producer = await rawProducer(kafka);
      // Every stream's versions in order, repeated from the start one to three times, the streams all mixed.
      const repeated = Array.from({ length: 60 }, (_, at) => {
        const stream = `story/${String(at)}`;
        return Array.from({ length: 1 + (at % 3) }, () => upTo(10).map((version) => aMessage(stream, version))).flat();
      });
      const rows = Array.from({ length: 30 }, (_, row) => repeated.flatMap((stream) => stream.slice(row, row + 1)));
      for (const row of rows) {
        const shuffled = [...row].sort((a, b) => placeOf(a) - placeOf(b));
        await producer.send({
          topic: `${prefix}${topic}`,
          messages: shuffled.map((message) => ({ key: message.subject, value: JSON.stringify(message) })),
        });
      }
      await producer.disconnect();
      const subscription = await subscribe(bus);
      await subscription.caughtUp();
      await expectEachOnceInOrder(60, 10);
    },
    within,
  );

  it(
    'has no effect twice and loses nothing while instances of a group come and go',
    async () => {
      const first = await openBus();
      const subscription = await subscribe(first);
      const publishing = (async () => {
        for (const version of upTo(30)) {
          await first.publish(topic, messages(50, [version]));
          await setTimeout(100);
        }
      })();
      for (let round = 0; round < 3; round += 1) {
        const other = await openTestBus(kafka, prefix);
        await subscribe(other);
        await setTimeout(200);
        await other.close();
      }
      await publishing;
      await subscription.caughtUp();
      await expectEachOnceInOrder(50, 30);
      expect(await first.parked()).toEqual([]);
    },
    within,
  );
});

describe('a broker that dies or stands still', () => {
  it(
    'and comes back: everything acknowledged is taken, once and in order',
    async () => {
      const bus = await openBus();
      const subscription = await subscribe(bus);
      await bus.publish(topic, messages(20, [1]));
      await kafka.kill();
      const publishing = publishSurely(bus, messages(20, [2, 3]));
      kafka = await start({ folder: kafka.folder, port: kafka.port });
      await publishing;
      await subscription.caughtUp();
      await expectEachOnceInOrder(20, 3);
    },
    within,
  );

  it(
    'for a while: what was published before, meanwhile and after is taken, once and in order',
    async () => {
      const bus = await openBus();
      const subscription = await subscribe(bus);
      await bus.publish(topic, messages(20, [1]));
      await kafka.pause();
      const publishing = publishSurely(bus, messages(20, [2]));
      await setTimeout(stoodStillMs);
      kafka.resume();
      await publishing;
      await publishSurely(bus, messages(20, [3]));
      await subscription.caughtUp();
      await expectEachOnceInOrder(20, 3);
    },
    within,
  );
});

describe('a clock', () => {
  const { now } = Date;
  afterEach(() => {
    Date.now = now;
  });

  it(
    'that goes back by an hour stops nobody: what comes then is taken, once and in order',
    async () => {
      const bus = await openBus();
      const subscription = await subscribe(bus);
      await bus.publish(topic, messages(20, [1]));
      await subscription.caughtUp();
      Date.now = () => now() - 3_600_000;
      // For longer than a member of the group may be silent.
      await setTimeout(stoodStillMs);
      await bus.publish(topic, messages(20, [2, 3]));
      await subscription.caughtUp();
      await expectEachOnceInOrder(20, 3);
      expect(await bus.parked()).toEqual([]);
    },
    within,
  );
});

describe('a consumer that is killed or stopped', () => {
  /** The built program, taking into the same inbox file, slowly. Says each id that it took. */
  function consumer(standsStillAfter = 0): ChildProcess {
    // It stops itself, between two turns: stopped from outside it might hold the inbox file, which only this test shares.
    const program = `
      let taken = 0;
      import { Database } from '#sqlite/database.js';
      import { openSqliteEventStore } from '#event-store/sqlite/open-sqlite-event-store.js';
      import { Inbox, inboxEventTypes } from '#event-store/inbox.js';
      import { openKafkaBus } from '#messaging/kafka/kafka-bus.js';
      const { store } = openSqliteEventStore(new Database(${JSON.stringify(join(folder, 'inbox.db'))}), inboxEventTypes);
      const inbox = new Inbox(store, 'panel-review');
      const silent = { info() {}, warn() {}, error() {} };
      const bus = await openKafkaBus({
        settings: ${JSON.stringify(settingsFor(kafka, prefix))}, topics: ${JSON.stringify(topicsOf(6))},
        log: silent, onCrash: (because) => { console.error(because); process.exit(3); },
      });
      await bus.subscribe({ topics: ['${topic}'], group: '${group}', handle: async (message) => {
        await inbox.take(message);
        await new Promise((resolve) => setTimeout(resolve, 5));
        process.stdout.write(message.id + '\\n');
        taken += 1;
        if (taken === ${String(standsStillAfter)}) process.kill(process.pid, 'SIGSTOP');
      } });
    `;
    const child = spawn(
      process.execPath,
      ['--input-type=module', '--disable-warning=ExperimentalWarning', '-e', program],
      {
        cwd: rootFolderOf(import.meta.url),
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    children.push(child);
    return child;
  }

  async function hasTaken(child: ChildProcess, count: number): Promise<void> {
    let seen = 0;
    await new Promise<void>((resolve, failed) => {
      child.once('exit', (code) => {
        failed(new Error(`The consumer ended with ${String(code)}`));
      });
      child.stdout?.on('data', (part: Buffer) => {
        seen += part.toString('utf8').split('\n').length - 1;
        if (seen >= count) resolve();
      });
    });
  }

  it(
    'by kill -9 again and again: nothing is lost, nothing is taken twice',
    async () => {
      const bus = await openBus();
      await bus.publish(topic, messages(100, upTo(10)));
      for (let kill = 0; kill < 3; kill += 1) {
        const child = consumer();
        await hasTaken(child, 100);
        child.kill('SIGKILL');
        await once(child, 'close');
      }
      const subscription = await subscribe(bus);
      await subscription.caughtUp();
      await expectEachOnceInOrder(100, 10);
    },
    within,
  );

  it(
    'by SIGSTOP for longer than its session: another goes on, and the one that wakes does no harm',
    async () => {
      const bus = await openBus();
      await bus.publish(topic, messages(50, upTo(10)));
      const child = consumer(50);
      await hasTaken(child, 50);
      const subscription = await subscribe(bus);
      await subscription.caughtUp();
      child.kill('SIGCONT');
      await bus.publish(topic, messages(50, [11]));
      await subscription.caughtUp();
      await expectEachOnceInOrder(50, 11);
      expect(await bus.parked()).toEqual([]);
    },
    within,
  );
});
