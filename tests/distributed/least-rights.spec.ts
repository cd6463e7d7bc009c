import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Kafka, logLevel } from 'kafkajs';
import { mongo } from 'mongoose';

import { startTransitServer, type TransitServer } from '../../libs/key-vault/testing/transit-server.js';
import { serviceNames } from '../../infra/local-servers/services.mjs';
import { RunningNewid } from '../acceptance/running-newid.js';
import { BallotsAttack } from '../security/ballots-attack.js';
import { filesOf, LargePanel } from '../security/large-panel.js';
import { copyOfKafka, CopyOfMongo } from './copies-of-servers.js';
import { authorisationOfKafka, grant, makeUsersOfMongo, passwordOf, signedInAs } from './secured-servers.js';
import { SeparateProcesses, type Servers } from './separate-processes.js';
import { Telling } from './telling.js';

/** Secret rounds of 30 members each. */
const rounds = process.env['TESTED_IN_FULL'] === '1' ? 200 : 4;
const patience = 240_000;
const root = { name: 'root', password: passwordOf('root') };

describe('services that may do no more than infra/docker gives them, over a MongoDB and a Kafka that ask who they are', () => {
  const place: SeparateProcesses = new SeparateProcesses(
    {},
    {
      mongo: { root },
      kafka: {
        users: ['admin', ...serviceNames].map((name) => ({ name, password: passwordOf(name) })),
        settings: authorisationOfKafka(),
      },
      environment: { NEWID_KAFKA_CREATE_TOPICS: 'no', NEWID_KAFKA_MECHANISM: 'scram-sha-512' },
      environmentOf: async (servers) => {
        await makeUsersOfMongo(servers.mongo.url);
        await grant(servers.kafka.brokers);
        return (name) => {
          const file = join(place.folder, `kafka-${name}.password`);
          writeFileSync(file, passwordOf(name));
          const token = join(place.folder, `key-service-${name}.token`);
          writeFileSync(token, `token-of-${name}`);
          return {
            ...{ NEWID_KMS_URL: keyService.url.origin, NEWID_KMS_KEY: 'newid', NEWID_KMS_TOKEN_FILE: token },
            NEWID_MONGO_URL: urlOf(servers, name),
            NEWID_KAFKA_USER: name,
            NEWID_KAFKA_PASSWORD_FILE: file,
          };
        };
      },
    },
  );
  const newid = new RunningNewid(place);
  let keyService: TransitServer;

  const urlOf = ({ mongo: { port } }: Servers, user: string): string =>
    `mongodb://${user}:${passwordOf(user)}@127.0.0.1:${String(port)}/?replicaSet=newid&authSource=admin`;

  beforeAll(async () => {
    keyService = await startTransitServer();
    await newid.start();
    await newid.caughtUp();
  }, patience);
  afterAll(async () => {
    await newid.stop('SIGTERM');
    await newid.remove();
    await keyService.close();
  }, patience);

  it(
    'do all that the sample needs, and what is told goes all the way',
    async () => {
      const telling = new Telling(newid);
      await telling.tell('least', 5, 1, 30_000);
      await place.caughtUp();
      expect(await telling.toldInReport()).toBe(5);
      const parked = await newid.command('events', 'parked', '--json');
      expect([parked.code, JSON.parse(parked.output).parked]).toEqual([0, []]);
    },
    patience,
  );

  it('cannot read what another service keeps', async () => {
    const client = new mongo.MongoClient(urlOf(place.servers, 'panel-review'));
    const mine = await client.db('newid-panel-review').collection('commits').countDocuments();
    const others = await client
      .db('newid-story-submission')
      .collection('commits')
      .findOne()
      .catch((error: unknown) => error);
    await client.close();
    expect(mine).toBeGreaterThan(0);
    expect(others).toMatchObject({ codeName: 'Unauthorized' });
  }, 30_000);

  it('cannot say anything in the name of another', async () => {
    const { brokers } = place.servers.kafka;
    const kafka = new Kafka({ brokers: [...brokers], sasl: signedInAs('panel-review'), logLevel: logLevel.NOTHING });
    const producer = kafka.producer({ retry: { retries: 0 } });
    await producer.connect();
    const said = await producer
      .send({ topic: 'newid.story-submission', messages: [{ value: 'x' }] })
      .catch((error: unknown) => error);
    await producer.disconnect();
    expect(said).toMatchObject({ type: 'TOPIC_AUTHORIZATION_FAILED' });
  }, 30_000);

  it('let a key service hold the master key: each asks it as itself, none has it, and they go on reading while it is away', async () => {
    for (const name of serviceNames) {
      const own = keyService.asked.filter(({ headers }) => headers['x-vault-token'] === `token-of-${name}`);
      expect([name, own.length > 0]).toEqual([name, true]);
    }
    const keys = readdirSync(join(place.folder, 'keys')).filter((name) => name.endsWith('.key'));
    expect(keys.length).toBeGreaterThan(0);
    for (const name of keys) expect(readFileSync(join(place.folder, 'keys', name), 'utf8')).toContain('vault:v1:');
    expect(existsSync(join(place.folder, 'master.key'))).toBe(false);
    for (const { name, pid } of serviceNames.flatMap((service) => place.services.processesOf(service))) {
      const environment = readFileSync(`/proc/${String(pid)}/environ`, 'utf8');
      // Neither its name nor anything as long as a key.
      expect([name, /MASTER_KEY|token-of-|[A-Za-z0-9+/]{43}=/.test(environment)]).toEqual([name, false]);
    }
    keyService.answers('never');
    const asked = keyService.asked.length;
    const evaluator = await newid.as('E1');
    const { items } = JSON.parse((await evaluator('/api/v1/stories')).text) as { items: readonly { id: string }[] };
    const { status, text } = await evaluator(`/api/v1/stories/${items[0]?.id ?? ''}`);
    expect([status, text.includes('marigold')]).toEqual([200, true]);
    expect(keyService.asked.length).toBe(asked);
  }, 30_000);

  it(
    `tell whoever copies every collection, the oplog and all topics afterwards no more than chance of ${String(rounds)} secret rounds`,
    async () => {
      const patterns = { ballot: /3\.1\d{5}1/g, member: /Zyxmember\d{4}/g };
      const attack = new BallotsAttack(patterns);
      /** What it would find of programs that take less care. */
      const [inTheOplog, bySlots] = [new BallotsAttack(patterns), new BallotsAttack(patterns)];
      const mongoOfAll = new CopyOfMongo(place.servers.mongo.url);
      const panel = new LargePanel(30, {
        newid,
        watch: async () => {
          const moment = await mongoOfAll.now();
          return async () =>
            new Map([
              ...(await mongoOfAll.since(moment)),
              ...copyOfKafka(place.servers.kafka.folder),
              ...filesOf(place.folder, (name) => !name.startsWith('servers')),
              ['the log', Buffer.from(newid.said)],
            ]);
        },
      });
      await panel.convene({ method: 'scoring', secret: true });
      for (let held = 0; held < rounds; held += 1) {
        const { evidence, truth } = await panel.holdRound();
        const { files, cameIn } = evidence;
        const oplog = files.get('the oplog') ?? Buffer.alloc(0);
        // What was put into the box one after the other: no name tells whose a slot is, but who stood at the door knows.
        const slots = new Set(
          [...oplog.toString('latin1').matchAll(/"slots\.([\w-]{43})"|"([\w-]{43})":\{"class":"ballot"/g)].map(
            ([, put, filled]) => put ?? filled ?? '',
          ),
        );
        expect(slots.size).toBe(cameIn.length);
        const bySlot = [...slots]
          .map((slot, at) => [slot, cameIn[at] ?? ''] as const)
          .sort(([one], [other]) => (one < other ? -1 : 1));
        const workedOut = new Map([['the slots', bySlot.map(([, member]) => member)]]);
        attack.attack({ ...evidence, workedOut }, truth);
        const ballotOf = new Map([...truth].map(([ballot, member]) => [member, ballot]));
        const inOrder = cameIn.map((member) => `{"o":{"score":${ballotOf.get(member) ?? ''}}}`);
        const told = Buffer.concat([oplog, Buffer.from(inOrder.join(' '.repeat(400)))]);
        inTheOplog.attack({ ...evidence, files: new Map([['the oplog', told]]) }, truth);
        const ballots = bySlot.map(([, member]) => ballotOf.get(member) ?? '');
        bySlots.attack({ ...evidence, ballots, files: new Map(), workedOut }, truth);
      }
      await mongoOfAll.close();
      expect(attack.scores().some(({ way }) => way.includes('the oplog') && way.includes('the slots'))).toBe(true);
      expect(attack.beaten()).toEqual([]);
      expect(inTheOplog.beaten()[0]?.way).toContain('the oplog');
      expect(bySlots.beaten()[0]?.way).toBe('the published list, by the slots');
    },
    patience + rounds * 20_000,
  );
});
