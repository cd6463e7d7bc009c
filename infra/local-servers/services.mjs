// Every service as a process of its own over a MongoDB and a Kafka, behind one origin: for tests and developers.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { endWithUs } from './guard.mjs';
import { startOneOrigin } from './one-origin.mjs';

const root = join(import.meta.dirname, '../..');
const openedWithinMs = 90_000;

export const serviceNames = [
  'identity-access',
  'programme-design',
  'story-submission',
  'panel-review',
  'impact-reporting',
];

/** The secrets of a try-it run, and the mark of a sample; nothing that is there is changed. A key service has the master key. */
async function prepareFolder(folder, hasKeyService) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const make = async (name, text) => {
    if (!existsSync(join(folder, name))) await writeFile(join(folder, name), text, { mode: 0o600 });
  };
  if (!hasKeyService) await make('master.key', randomBytes(32).toString('base64'));
  await make('secret.key', randomBytes(32).toString('base64'));
  await make('this-is-a-sample', 'Invented people and stories.\n');
}

/** One process of a service. */
class ServiceProcess {
  said = '';
  address;

  constructor(name, environment, echo) {
    this.name = name;
    const main = join(root, `dist/bundled/${name}.js`);
    this.child = spawn(process.execPath, [main], {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Of a group of its own, as the servers are: Ctrl+C must not stop them all at once.
      detached: true,
    });
    const letGo = endWithUs(this.child.pid);
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code, signal) => {
        this.address = undefined;
        letGo();
        resolve({ code, signal });
      });
    });
    this.opened = new Promise((open, failed) => {
      const late = setTimeout(() => {
        failed(new Error(`${name} did not open in time:\n${this.said}`));
      }, openedWithinMs);
      const hear = (part) => {
        this.said += part;
        echo?.(name, part);
        this.address ??= new RegExp(`${name} is open at (http:[^\\s]+)\\. `).exec(this.said)?.[1];
        if (this.address === undefined) return;
        clearTimeout(late);
        open(this.address);
      };
      this.child.stdout.setEncoding('utf8').on('data', hear);
      this.child.stderr.setEncoding('utf8').on('data', hear);
      void this.ended.then(({ code, signal }) => {
        clearTimeout(late);
        failed(new Error(`${name} ended with ${code ?? signal}:\n${this.said}`));
      });
    });
    // Whoever waits for it hears of it.
    this.opened.catch(() => undefined);
  }

  get pid() {
    return this.child.pid;
  }

  /** The link with which everything is set up, where it was the first start. */
  get setUpLink() {
    return /\/en\/links\/([\w-]+)/.exec(this.said)?.[1];
  }

  async end(signal = 'SIGTERM') {
    this.child.kill('SIGCONT');
    this.child.kill(signal);
    return this.ended;
  }
}

/** One service, with these variables and no others. */
export const startService = (name, environment) => new ServiceProcess(name, environment);

/**
 * Resolves when every service is open. `instances`: how many of a service, one where it is left out. `environmentOf`: more
 * variables, of one service by its name.
 */
export async function startServices({
  mongo,
  brokers,
  folder,
  port,
  instances = {},
  environment = {},
  environmentOf = () => ({}),
  echo,
}) {
  await prepareFolder(folder, 'NEWID_KMS_URL' in environmentOf(serviceNames[0]));
  const running = new Map(serviceNames.map((name) => [name, []]));
  const given = {
    NEWID_SHAPE: 'distributed',
    NEWID_DATA: folder,
    NEWID_PORT: '0',
    NEWID_MONGO_URL: mongo,
    NEWID_KAFKA_BROKERS: brokers.join(','),
    ...environment,
  };
  const start = (name) => {
    const started = new ServiceProcess(name, { ...given, ...environmentOf(name) }, echo);
    const processes = running.get(name);
    processes.push(started);
    void started.ended.then(() => processes.splice(processes.indexOf(started), 1));
    return started;
  };
  const all = () => [...running.values()].flat();
  const addressesOf = (name) => running.get(name).flatMap(({ address }) => (address === undefined ? [] : [address]));
  const endAll = async (signal) => {
    await Promise.all(all().map((each) => each.end(signal)));
  };
  let origin;
  try {
    for (const name of serviceNames) for (let count = 0; count < (instances[name] ?? 1); count += 1) start(name);
    await Promise.all(all().map(({ opened }) => opened));
    origin = await startOneOrigin({ addressesOf, ...(port === undefined ? {} : { port }) });
  } catch (error) {
    await endAll('SIGKILL');
    throw error;
  }
  return {
    address: origin.address,
    setUpLink: all().find(({ setUpLink }) => setUpLink !== undefined)?.setUpLink,
    start,
    processesOf: (name) => [...running.get(name)],
    addressesOf,
    stop: async (signal = 'SIGTERM') => {
      await origin.stop();
      await endAll(signal);
    },
  };
}
