import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Kafka, logLevel, type ITopicConfig } from 'kafkajs';

import { rootFolderOf } from '#web/source-folder.js';

import { start, type LocalKafka } from '../../../infra/local-servers/kafka.mjs';

import { openKafkaBus } from './kafka-bus.js';
import { kafkaSettings, KafkaUnusable, type KafkaSettings } from './kafka-settings.js';
import { topicsOf } from './testing/kafka-under-test.js';
import { topicsWanted, type TopicWanted } from './topics.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const user = { name: 'story-submission', password: 'a-long-password', mechanism: 'scram-sha-512' } as const;

let plain: LocalKafka;
let secured: LocalKafka;
const servers: Server[] = [];

beforeAll(async () => {
  plain = await start();
  secured = await start({ users: [user], tls: true });
}, 120_000);

afterAll(async () => {
  for (const server of servers) server.close();
  await Promise.all([plain.stop(), secured.stop()]);
}, 30_000);

const open = (given: Partial<KafkaSettings>, topics: readonly TopicWanted[] = [], waitMs = 0) =>
  openKafkaBus({
    settings: { brokers: plain.brokers, clientId: 'test', ...given },
    topics,
    log: silent,
    onCrash: () => undefined,
    waitMs,
  });

/** What the operator is told. */
async function refusal(opening: Promise<{ close(): Promise<void> }>): Promise<string> {
  try {
    const bus = await opening;
    await bus.close();
    return 'it opened';
  } catch (error) {
    if (!(error instanceof KafkaUnusable)) throw error;
    expect(error.message).not.toMatch(/\n| at \w+ \(/);
    return error.message;
  }
}

async function listening(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

async function unusedAddress(): Promise<string> {
  const server = createServer();
  const address = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return address;
}

/** Answers `ApiVersions` as a broker whose newest Produce is this. */
function brokerWithProduce(newest: number): Server {
  return createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (request) => {
      const answer = Buffer.alloc(4 + 4 + 2 + 4 + 6);
      answer.writeInt32BE(answer.length - 4, 0);
      answer.writeInt32BE(request.readInt32BE(8), 4);
      answer.writeInt32BE(1, 10);
      answer.writeInt16BE(newest, 18);
      socket.write(answer);
    });
  });
}

describe('one line says why Kafka cannot be used', () => {
  it('when nobody listens there', async () => {
    const address = await unusedAddress();
    expect(await refusal(open({ brokers: [address] }))).toBe(
      `Nobody listens at ${address} (ECONNREFUSED). Check the address, and that Kafka runs there.`,
    );
  });

  it('when there is no such machine', async () => {
    expect(await refusal(open({ brokers: ['no-such-machine.invalid:9092'] }))).toMatch(
      /^There is no machine called as in no-such-machine\.invalid:9092\./,
    );
  });

  it('when it is something else that answers', async () => {
    const address = await listening(createHttpServer((_, response) => response.end()));
    expect(await refusal(open({ brokers: [address] }))).toBe(
      `What answers at ${address} is not Kafka, or it wants TLS.`,
    );
  });

  it('when it is older than 2.1, which began with Produce 7', async () => {
    const old = await listening(brokerWithProduce(6));
    expect(await refusal(open({ brokers: [old] }))).toBe(`Kafka at ${old} is too old. Newid needs Kafka 2.1 or newer.`);
  });

  it('when the user or the password is wrong', async () => {
    const at = { brokers: secured.brokers, tls: { ca: secured.ca ?? '' } };
    expect(await refusal(open({ ...at, user: { ...user, password: 'wrong' } }))).toBe(
      `Kafka at ${secured.brokers.join()} does not let the user story-submission in: check name and password.`,
    );
  }, 20_000);

  it('when it wants a user and none is given', async () => {
    const at = { brokers: secured.brokers, tls: { ca: secured.ca ?? '' } };
    expect(await refusal(open(at))).toMatch(/closed the connection: it may want a user\.$/);
  }, 20_000);

  it('when it wants TLS and none is spoken', async () => {
    expect(await refusal(open({ brokers: secured.brokers, user }))).toMatch(/want(s)? TLS/);
  }, 20_000);

  it('when its certificate is not one that we trust', async () => {
    expect(await refusal(open({ brokers: secured.brokers, tls: {}, user }))).toMatch(
      /^The certificate of Kafka at .* is not one that we trust \(DEPTH_ZERO_SELF_SIGNED_CERT\)\.$/,
    );
  });

  it('when TLS is spoken to a broker that speaks none', async () => {
    expect(await refusal(open({ tls: {} }))).toMatch(/closed the connection. It may not speak TLS there\.$/);
  }, 20_000);
});

describe('a Kafka that is as it has to be', () => {
  it('is used over TLS with a SCRAM user', async () => {
    const bus = await open(
      { brokers: secured.brokers, tls: { ca: secured.ca ?? '' }, user, mayCreateTopics: true },
      topicsOf(1),
    );
    await bus.close();
  }, 20_000);

  it('is waited for while it starts', async () => {
    const address = await unusedAddress();
    const [host = '', port = ''] = address.split(':');
    const opening = refusal(open({ brokers: [address] }, [], 20_000));
    const late = brokerWithProduce(6);
    servers.push(late);
    await new Promise<void>((resolve) => late.listen(Number(port), host, resolve));
    // It was asked again, and answered.
    expect(await opening).toMatch(/too old/);
  }, 30_000);
});

describe('topics', () => {
  const make = async (topics: ITopicConfig[]): Promise<void> => {
    const admin = new Kafka({ brokers: [...plain.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.createTopics({ topics, waitForLeaders: true });
    await admin.disconnect();
  };
  const said = topicsOf(6).slice(0, 1);
  const forEver = [
    { name: 'retention.ms', value: '-1' },
    { name: 'retention.bytes', value: '-1' },
  ];

  it('that are missing stop the start, each named', async () => {
    expect(await refusal(open({ prefix: 'missing.' }, topicsOf(6)))).toBe(
      'Kafka lacks the topics missing.newid.story-submission, missing.newid.panel-review.parked. Make them as infra/kafka/topics.json says.',
    );
  });

  it('of another number of partitions stop the start: streams would change places', async () => {
    await make([{ topic: 'few.newid.story-submission', numPartitions: 3, configEntries: forEver }]);
    expect(await refusal(open({ prefix: 'few.' }, said))).toBe(
      'Kafka’s topics are not as infra/kafka/topics.json says: few.newid.story-submission has a number of partitions of 3, not 6.',
    );
  });

  it('that are compacted or kept for less stop the start: unread messages would be gone', async () => {
    await make([
      {
        topic: 'short.newid.story-submission',
        numPartitions: 6,
        configEntries: [
          { name: 'cleanup.policy', value: 'compact' },
          { name: 'retention.ms', value: '1000' },
        ],
      },
    ]);
    expect(await refusal(open({ prefix: 'short.' }, said))).toBe(
      'Kafka’s topics are not as infra/kafka/topics.json says: ' +
        'short.newid.story-submission has cleanup.policy compact, not delete; ' +
        'short.newid.story-submission has retention.ms 1000, not -1.',
    );
  });

  it('of infra/kafka/topics.json are made as stated: one for each service, one for what it has parked', async () => {
    const wanted = topicsWanted(rootFolderOf(import.meta.url));
    expect(wanted).toHaveLength(10);
    expect(wanted).toContainEqual({
      name: 'newid.story-submission',
      partitions: 6,
      retentionDays: 400,
      largestRecordBytes: 8_388_608,
    });
    const [first, second] = await Promise.all([
      open({ prefix: 'all.', mayCreateTopics: true }, wanted),
      open({ prefix: 'all.', mayCreateTopics: true }, wanted),
    ]);
    await Promise.all([first.close(), second.close()]);
    expect(await refusal(open({ prefix: 'all.' }, wanted))).toBe('it opened');
  }, 20_000);
});

describe('NEWID_KAFKA_*', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'newid-kafka-settings-'));
    writeFileSync(join(folder, 'ca.pem'), 'a certificate');
    writeFileSync(join(folder, 'password'), 'secret\n');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('say where Kafka is and how to sign in', () => {
    expect(
      kafkaSettings(
        {
          NEWID_KAFKA_BROKERS: 'kafka-1:9092,kafka-2:9092',
          NEWID_KAFKA_CA_FILE: join(folder, 'ca.pem'),
          NEWID_KAFKA_USER: 'panel-review',
          NEWID_KAFKA_PASSWORD_FILE: join(folder, 'password'),
          NEWID_KAFKA_REPLICAS: '3',
          NEWID_KAFKA_CREATE_TOPICS: 'no',
        },
        'panel-review',
      ),
    ).toEqual({
      brokers: ['kafka-1:9092', 'kafka-2:9092'],
      clientId: 'panel-review',
      tls: { ca: 'a certificate' },
      user: { name: 'panel-review', password: 'secret', mechanism: 'scram-sha-512' },
      replicas: 3,
      mayCreateTopics: false,
    });
  });

  it('are refused together, each with what it has to be', () => {
    expect(() =>
      kafkaSettings({ NEWID_KAFKA_BROKERS: 'kafka', NEWID_KAFKA_TLS: 'maybe', NEWID_KAFKA_USER: 'x' }, 'panel-review'),
    ).toThrow(
      'NEWID_KAFKA_BROKERS has to be addresses with ports, separated by commas, such as kafka-1:9092,kafka-2:9092. ' +
        'NEWID_KAFKA_TLS has to be on or off. ' +
        'NEWID_KAFKA_USER and NEWID_KAFKA_PASSWORD_FILE go together: set both or neither.',
    );
  });
});
