import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { freePorts } from '../../infra/local-servers/free-ports.mjs';
import * as kafka from '../../infra/local-servers/kafka.mjs';
import * as mongod from '../../infra/local-servers/mongod.mjs';
import { startService, type ServiceProcess } from '../../infra/local-servers/services.mjs';

const folder = mkdtempSync(join(tmpdir(), 'newid-start-distributed-'));
const started: ServiceProcess[] = [];
const key = Buffer.alloc(32, 7).toString('base64');
/** Nobody listens on it. */
const nowhere = '127.0.0.1:9';

function start(environment: Readonly<Record<string, string>>, data = join(folder, 'newid')): ServiceProcess {
  mkdirSync(data, { recursive: true });
  for (const name of ['master.key', 'secret.key'])
    if (!existsSync(join(data, name))) writeFileSync(join(data, name), key);
  const process = startService('panel-review', {
    ...{ NEWID_SHAPE: 'distributed', NEWID_DATA: data, NEWID_PORT: '0', NEWID_LOG_LEVEL: 'warn' },
    ...environment,
  });
  started.push(process);
  return process;
}

async function says(process: ServiceProcess, what: string): Promise<void> {
  const until = performance.now() + 30_000;
  while (!process.said.includes(what)) {
    if (performance.now() > until) throw new Error(`It never said ${what}:\n${process.said}`);
    await setTimeout(50);
  }
}

afterAll(async () => {
  await Promise.all(started.map((process) => process.end('SIGKILL')));
  rmSync(folder, { recursive: true, force: true });
});

describe('a service that is started before MongoDB and Kafka', () => {
  it('says what it waits for, opens when both are there, and drains when it is told to stop', async () => {
    const [mongoPort = 0, kafkaPort = 0] = await freePorts(2);
    const service = start({
      NEWID_MONGO_URL: `mongodb://127.0.0.1:${String(mongoPort)}/?replicaSet=newid`,
      NEWID_KAFKA_BROKERS: `127.0.0.1:${String(kafkaPort)}`,
    });
    await says(service, `Waiting for MongoDB. MongoDB at 127.0.0.1:${String(mongoPort)} does not answer`);
    const mongo = await mongod.start({ port: mongoPort });
    await says(service, 'Waiting for Kafka. ');
    const broker = await kafka.start({ port: kafkaPort });
    const address = await service.opened;
    expect(await (await fetch(`${address}/readyz`)).json()).toMatchObject({ status: 'ok' });
    expect(await service.end('SIGTERM')).toMatchObject({ code: 0 });
    expect(service.said).toContain('what is under way is finished first');
    await Promise.all([broker.stop(), mongo.stop()]);
  }, 120_000);

  it('ends at once when it is told to stop while it waits', async () => {
    const service = start({ NEWID_MONGO_URL: `mongodb://${nowhere}/`, NEWID_KAFKA_BROKERS: nowhere });
    await says(service, 'Waiting for MongoDB. ');
    expect(await service.end('SIGTERM')).toMatchObject({ code: 0 });
    expect(service.said).toContain('it was not open yet');
  }, 60_000);
});

describe('a start that cannot be', () => {
  async function refusal(environment: Readonly<Record<string, string>>, data?: string): Promise<string> {
    const service = start({ NEWID_LOG_LEVEL: 'error', NEWID_WAIT_SECONDS: '0', ...environment }, data);
    expect(await service.ended).toMatchObject({ code: 1 });
    expect(service.said.trim().split('\n')).toHaveLength(1);
    return service.said;
  }

  it.each([
    ['no address of MongoDB', {}, 'NEWID_MONGO_URL or NEWID_MONGO_URL_FILE has to say where MongoDB is'],
    ['two addresses', { NEWID_MONGO_URL: 'mongodb://a/', NEWID_MONGO_URL_FILE: '/b' }, 'set one of them'],
    ['no address of Kafka', { NEWID_MONGO_URL: `mongodb://${nowhere}/` }, 'NEWID_KAFKA_BROKERS has to be set'],
    [
      'an address that is none',
      { NEWID_MONGO_URL: 'http://a/', NEWID_KAFKA_BROKERS: nowhere },
      'The address of MongoDB is not one',
    ],
    [
      'a MongoDB that is not there',
      { NEWID_MONGO_URL: `mongodb://${nowhere}/`, NEWID_KAFKA_BROKERS: nowhere },
      `MongoDB at ${nowhere} does not answer as it should`,
    ],
  ])(
    'says so in one line: %s',
    async (_, environment, sentence) => {
      expect(await refusal(environment)).toContain(sentence);
    },
    30_000,
  );

  it('makes no secret by itself', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const secret = join(empty, 'secret.key');
    writeFileSync(join(empty, 'master.key'), key);
    writeFileSync(secret, 'too short');
    const environment = { NEWID_MONGO_URL: `mongodb://${nowhere}/`, NEWID_KAFKA_BROKERS: nowhere };
    expect(await refusal(environment, empty)).toContain(`The secret in ${secret} is too short`);
  }, 30_000);
});
