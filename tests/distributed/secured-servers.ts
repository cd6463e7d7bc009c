import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

import kafkajs, { Kafka, logLevel, type AclEntry, type SASLOptions } from 'kafkajs';
import { mongo } from 'mongoose';

import { rootFolderOf } from '#web/source-folder.js';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

const docker = join(rootFolderOf(import.meta.url), 'infra/docker');

export const passwordOf = (user: string): string => `password-of-${user}`;

interface UserOfMongo {
  readonly user: string;
  readonly pwd: string;
  readonly roles: readonly { readonly role: string; readonly db: string }[];
}

/** What infra/docker/mongo/users.js does in the container. */
export async function makeUsersOfMongo(urlOfRoot: string): Promise<void> {
  const users: UserOfMongo[] = [];
  const admin = { createUser: (user: UserOfMongo) => users.push(user) };
  runInNewContext(readFileSync(join(docker, 'mongo/users.js'), 'utf8'), {
    db: { getSiblingDB: () => admin },
    require: () => ({
      readFileSync: (file: string) => passwordOf(/mongo-(.+)\.password$/.exec(file)?.[1] ?? ''),
    }),
  });
  const client = new mongo.MongoClient(urlOfRoot);
  try {
    for (const { user, pwd, roles } of users)
      await client.db('admin').command({ createUser: user, pwd, roles: roles.map(({ role, db }) => ({ role, db })) });
  } finally {
    await client.close();
  }
}

/** The lines of infra/docker/kafka/server.properties that say who may do what. */
export function authorisationOfKafka(): Readonly<Record<string, string>> {
  const text = readFileSync(join(docker, 'kafka/server.properties'), 'utf8');
  return Object.fromEntries(
    [...text.matchAll(/^(authorizer\.class\.name|super\.users|allow\.everyone\.if\.no\.acl\.found)=(.*)$/gm)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );
}

export const signedInAs = (user: string): SASLOptions => ({
  mechanism: 'scram-sha-512',
  username: user,
  password: passwordOf(user),
});

/** What infra/docker/kafka/grants.sh does in the container: topics, and what each service may do with them. */
export async function grant(brokers: readonly string[]): Promise<void> {
  const script = readFileSync(join(docker, 'kafka/grants.sh'), 'utf8');
  const services = (/^services=\((.+)\)$/m.exec(script)?.[1] ?? '').split(' ');
  const topics = [...script.matchAll(/^ +make_topic "(\S+)" (\d+) (-?\d+) (\d+)$/gm)];
  const grants = [...script.matchAll(/^ +"\$\{allow\[@\]\}" (.+)$/gm)].map(([, given = '']) => given);
  if (topics.length !== 2 || grants.length !== 6) throw new Error('grants.sh is written in another way now');
  const kafka = new Kafka({ brokers: [...brokers], sasl: signedInAs('admin'), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  try {
    await admin.createTopics({
      waitForLeaders: true,
      topics: services.flatMap((service) =>
        topics.map(([, name = '', partitions, retentionMs = '', largest = '']) => ({
          topic: name.replace('$service', service),
          numPartitions: Number(partitions),
          replicationFactor: 1,
          configEntries: [
            { name: 'cleanup.policy', value: 'delete' },
            { name: 'retention.ms', value: retentionMs },
            { name: 'retention.bytes', value: '-1' },
            { name: 'max.message.bytes', value: largest },
          ],
        })),
      ),
    });
    await admin.createAcls({
      acl: services.flatMap((service) =>
        grants.flatMap((given) => entriesOf(given.replaceAll('$service', service), service)),
      ),
    });
  } finally {
    await admin.disconnect();
  }
}

const operations: ReadonlyMap<string, number> = new Map([
  ['Read', AclOperationTypes.READ],
  ['Write', AclOperationTypes.WRITE],
  ['Create', AclOperationTypes.CREATE],
  ['Describe', AclOperationTypes.DESCRIBE],
  ['DescribeConfigs', AclOperationTypes.DESCRIBE_CONFIGS],
  ['IdempotentWrite', AclOperationTypes.IDEMPOTENT_WRITE],
]);

/** As kafka-acls.sh understands its arguments. */
function entriesOf(given: string, service: string): readonly AclEntry[] {
  const wanted = given.includes('--producer')
    ? ['Write', 'Create', 'Describe']
    : [...given.matchAll(/--operation (\w+)/g)].map(([, name = '']) => name);
  const [, kind = '', name] = /--(topic|group|cluster)(?: "?([^"\s]+))?/.exec(given) ?? [];
  return wanted.map((operation) => {
    const number = operations.get(operation);
    if (number === undefined) throw new Error(`${operation} is not known here`);
    return {
      principal: `User:${service}`,
      host: '*',
      operation: number,
      permissionType: AclPermissionTypes.ALLOW,
      resourceType:
        kind === 'topic'
          ? AclResourceTypes.TOPIC
          : kind === 'group'
            ? AclResourceTypes.GROUP
            : AclResourceTypes.CLUSTER,
      resourceName: kind === 'cluster' ? 'kafka-cluster' : (name ?? ''),
      resourcePatternType: given.includes('prefixed') ? ResourcePatternTypes.PREFIXED : ResourcePatternTypes.LITERAL,
    };
  });
}
