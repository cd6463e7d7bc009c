// A real Kafka without Docker, for tests and developers: one broker that is its own controller, from Maven packages.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

import { freePorts } from './free-ports.mjs';
import { endWithUs } from './guard.mjs';
import { pause } from './pause.mjs';

const here = import.meta.dirname;
const version = '4.1.0';
const mavenPlugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';
const oldestJava = 17;
const startedWithinMs = 60_000;
const stoppedWithinMs = 10_000;

export const howToGet = 'on Debian: apt-get install openjdk-17-jre-headless maven';

/** Undefined: a local Kafka can be started. Otherwise what is missing, as a sentence. */
export function missing() {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const found = Number(/version "(\d+)/.exec(java.stderr ?? '')?.[1] ?? 0);
  if (found < oldestJava) return `A local Kafka needs Java ${oldestJava} or newer (${howToGet}).`;
  if (existsSync(join(cacheFolder(), 'kafka.sha256'))) return undefined;
  const hasMaven = spawnSync('mvn', ['-version'], { stdio: 'ignore' }).status === 0;
  return hasMaven ? undefined : `A local Kafka needs Maven once, to download it (${howToGet}).`;
}

const cacheFolder = () =>
  join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'newid', `kafka-${version}-${pinned().digest}`);

/** The list of packages with their SHA-256, and a name for exactly this list. */
function pinned() {
  const text = readFileSync(join(here, 'kafka-jars.sha256'), 'utf8');
  const sums = new Map(
    text
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/))
      .map(([sum, name]) => [name, sum]),
  );
  return { text, sums, digest: createHash('sha256').update(text).digest('hex').slice(0, 12) };
}

/** What in the folder is not what is pinned. */
async function differences(folder) {
  const { sums } = pinned();
  const found = (await readdir(folder)).filter((name) => name.endsWith('.jar'));
  const strange = found.filter((name) => !sums.has(name));
  const wrong = [];
  for (const [name, sum] of sums) {
    const bytes = await readFile(join(folder, name)).catch(() => undefined);
    if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== sum) wrong.push(name);
  }
  return [...strange, ...wrong];
}

/** The folder with Kafka's packages, each as pinned: downloaded once, checked at every start. */
export async function packages() {
  const folder = cacheFolder();
  if (existsSync(folder)) {
    if ((await differences(folder)).length === 0) return folder;
    await rm(folder, { recursive: true });
  }
  const problem = missing();
  if (problem !== undefined) throw new Error(problem);
  await mkdir(join(folder, '..'), { recursive: true });
  const fresh = await mkdtemp(`${folder}-`);
  try {
    const maven = spawn(
      'mvn',
      ['-B', '-q', '-ntp', '-f', join(here, 'kafka-pom.xml'), mavenPlugin, `-DoutputDirectory=${fresh}`],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    const code = await new Promise((resolve) => maven.once('close', resolve));
    if (code !== 0) throw new Error('Maven could not download Kafka. What it says stands above.');
    const different = await differences(fresh);
    if (different.length > 0) throw new Error(`Not what kafka-jars.sha256 says: ${different.join(', ')}`);
    await writeFile(join(fresh, 'kafka.sha256'), pinned().text);
    // Another process may have been first: both hold the same bytes.
    await rename(fresh, folder).catch((error) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return folder;
}

/**
 * Starts a broker and resolves when it answers.
 *
 * - `folder`: where its data lies; kept by `stop`, so that a later start with the same folder and port goes on with it.
 *   Left out: a new one, removed by `stop`.
 * - `port`: of the clients; left out: a free one.
 * - `users`: `[{ name, password }]`: clients then sign in with SCRAM-SHA-512. Passwords stand in the process list: tests only.
 * - `tls`: `true`: clients speak TLS; `ca` is the certificate to trust.
 * - `settings`: more lines of server.properties.
 * - `reachedAt`: the port at which clients are told to come: of a link in between that tests cut.
 */
export async function start({
  folder,
  port,
  users = [],
  tls = false,
  heapMegabytes = 512,
  settings = {},
  host = '127.0.0.1',
  reachedAt,
} = {}) {
  const libraries = await packages();
  const data = folder ?? (await mkdtemp(join(tmpdir(), 'newid-kafka-')));
  await mkdir(data, { recursive: true });
  const [free, controller, internal] = await freePorts(3);
  const client = port ?? free;
  const told = `${host}:${reachedAt ?? client}`;
  const java = (main, ...given) => [
    `-Xmx${heapMegabytes}m`,
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
    '-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info',
    '-cp',
    join(libraries, '*'),
    main,
    ...given,
  ];
  const ca = tls ? await certificate(data) : undefined;
  const properties = join(data, 'server.properties');
  const protocol = `${users.length > 0 ? 'SASL_' : ''}${tls ? 'SSL' : 'PLAINTEXT'}`;
  await writeFile(
    properties,
    lines({
      'process.roles': 'broker,controller',
      'node.id': 1,
      'controller.quorum.voters': `1@127.0.0.1:${controller}`,
      'controller.listener.names': 'CONTROLLER',
      'inter.broker.listener.name': 'INTERNAL',
      listeners: `CLIENT://${host}:${client},INTERNAL://127.0.0.1:${internal},CONTROLLER://127.0.0.1:${controller}`,
      'advertised.listeners': `CLIENT://${told},INTERNAL://127.0.0.1:${internal}`,
      'listener.security.protocol.map': `CLIENT:${protocol},INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT`,
      'log.dirs': join(data, 'log'),
      'auto.create.topics.enable': false,
      'offsets.topic.replication.factor': 1,
      'offsets.topic.num.partitions': 4,
      'transaction.state.log.replication.factor': 1,
      'transaction.state.log.min.isr': 1,
      'transaction.state.log.num.partitions': 1,
      // One broker, few members: nobody else is waited for.
      'group.initial.rebalance.delay.ms': 0,
      'group.min.session.timeout.ms': 1000,
      'log.cleaner.dedupe.buffer.size': 4_194_304,
      ...(users.length > 0
        ? {
            'listener.name.client.sasl.enabled.mechanisms': 'SCRAM-SHA-512',
            'listener.name.client.scram-sha-512.sasl.jaas.config':
              'org.apache.kafka.common.security.scram.ScramLoginModule required;',
          }
        : {}),
      ...(tls
        ? { 'listener.name.client.ssl.keystore.type': 'PKCS12', ...keystore('listener.name.client.ssl', data) }
        : {}),
      ...settings,
    }),
  );
  if (!existsSync(join(data, 'log', 'meta.properties'))) {
    const scram = users.flatMap(({ name, password }) => [
      '--add-scram',
      `SCRAM-SHA-512=[name=${name},password=${password}]`,
    ]);
    const id = createHash('sha256').update(data).digest().subarray(0, 16).toString('base64url');
    const given = java('kafka.tools.StorageTool', 'format', `--cluster-id=${id}`, '-c', properties, ...scram);
    const format = spawn('java', given, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    format.stderr.on('data', (part) => (said += part));
    if ((await closed(format)) !== 0) throw new Error(`Kafka could not prepare its folder: ${said}`);
  }

  const logFile = join(data, 'kafka.log');
  await writeFile(logFile, '');
  const output = openSync(logFile, 'a');
  // Of a group of its own: Ctrl+C reaches whoever started it, who stops it in good order.
  const broker = spawn('java', java('kafka.Kafka', properties), {
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  const gone = closed(broker);
  const letGo = endWithUs(broker.pid);
  const end = async (signal) => {
    // A paused process takes no SIGTERM.
    broker.kill('SIGCONT');
    broker.kill(signal);
    const slow = new AbortController();
    await Promise.race([gone, after(stoppedWithinMs, undefined, { signal: slow.signal }).catch(() => undefined)]);
    slow.abort();
    broker.kill('SIGKILL');
    await gone;
    letGo();
  };
  const until = Date.now() + startedWithinMs;
  while (!(await readFile(logFile, 'utf8')).includes('Kafka Server started')) {
    if (broker.exitCode !== null || Date.now() > until) {
      await end('SIGKILL');
      throw new Error(`Kafka did not start:\n${await readFile(logFile, 'utf8')}`);
    }
    await after(50);
  }
  return {
    brokers: [told],
    port: client,
    folder: data,
    pid: broker.pid,
    ...(ca === undefined ? {} : { ca }),
    /** As a crash does it; the folder stays. */
    kill: () => end('SIGKILL'),
    pause: () => pause(broker.pid),
    resume: () => void broker.kill('SIGCONT'),
    stop: async () => {
      await end('SIGTERM');
      if (folder === undefined) await rm(data, { recursive: true, force: true });
    },
  };
}

const lines = (properties) =>
  Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

const closed = (child) =>
  new Promise((resolve, failed) => {
    child.once('error', failed);
    child.once('close', resolve);
  });

const keyPassword = 'for-tests-only';

const keystore = (prefix, folder) => ({
  [`${prefix}.keystore.location`]: join(folder, 'server.p12'),
  [`${prefix}.keystore.password`]: keyPassword,
  [`${prefix}.key.password`]: keyPassword,
});

/** A certificate for 127.0.0.1 and localhost that signs itself. Returns it as PEM. */
async function certificate(folder) {
  const file = join(folder, 'server.p12');
  const store = ['-keystore', file, '-storetype', 'PKCS12', '-storepass', keyPassword, '-alias', 'server'];
  const made = ['-dname', 'CN=localhost', '-ext', 'san=ip:127.0.0.1,dns:localhost', '-validity', '30'];
  if (!existsSync(file)) spawnSync('keytool', ['-genkeypair', '-keyalg', 'EC', ...made, ...store], { stdio: 'ignore' });
  const told = spawnSync('keytool', ['-exportcert', '-rfc', ...store], { encoding: 'utf8' });
  if (told.status !== 0) throw new Error('keytool, which comes with Java, could not make a certificate.');
  return told.stdout;
}
