import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Kafka, logLevel } from 'kafkajs';
import { mongo } from 'mongoose';

import { serviceNames } from '../../infra/local-servers/services.mjs';
import { RunningNewid } from '../acceptance/running-newid.js';
import { authorisationOfKafka, grant, makeUsersOfMongo, passwordOf, signedInAs } from './secured-servers.js';
import { SeparateProcesses, type Servers } from './separate-processes.js';
import { Telling } from './telling.js';

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
          return {
            NEWID_MONGO_URL: urlOf(servers, name),
            NEWID_KAFKA_USER: name,
            NEWID_KAFKA_PASSWORD_FILE: file,
          };
        };
      },
    },
  );
  const newid = new RunningNewid(place);

  const urlOf = ({ mongo: { port } }: Servers, user: string): string =>
    `mongodb://${user}:${passwordOf(user)}@127.0.0.1:${String(port)}/?replicaSet=newid&authSource=admin`;

  beforeAll(async () => {
    await newid.start();
    await newid.caughtUp();
  }, patience);
  afterAll(async () => {
    await newid.stop('SIGTERM');
    await newid.remove();
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
});
