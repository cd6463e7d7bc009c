import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { missing, startBoth } from '../../infra/local-servers/both.mjs';
import * as kafka from '../../infra/local-servers/kafka.mjs';
import type { KafkaStarting } from '../../infra/local-servers/kafka.mjs';
import * as mongod from '../../infra/local-servers/mongod.mjs';
import type { MongodStarting } from '../../infra/local-servers/mongod.mjs';
import {
  serviceNames,
  startServices,
  type RunningServices,
  type ServiceProcessName,
} from '../../infra/local-servers/services.mjs';

import { loadSample } from '../../apps/platform/src/sample/load-sample.js';
import type { Place } from '../acceptance/place.js';

/** Why nothing here can run on this machine; undefined where it can. */
export const because = missing()[0];

const caughtUpWithinMs = 60_000;
const looksAgainAfterMs = 200;
/** What stands in one of these is on its way. */
const onItsWay =
  /^newid_(?:relay_backlog_commits|projection_lag_commits|follower_lag_commits|inbox_backlog_messages)\{/;

/** More of what the servers and every service are started with. */
interface Circumstances {
  readonly mongo?: MongodStarting;
  readonly kafka?: KafkaStarting;
  readonly environment?: Readonly<Record<string, string>>;
  /** Where each service signs in as somebody of its own. Asked when the servers run. */
  readonly environmentOf?: (
    servers: Servers,
  ) => Promise<(name: ServiceProcessName) => Readonly<Record<string, string>>>;
}

export type Servers = Awaited<ReturnType<typeof startBoth>>;

/** Every service as a process of its own, over a MongoDB and a Kafka that are started with the first of them. */
export class SeparateProcesses implements Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'newid-distributed-'));
  #servers: Servers | undefined;
  #services: RunningServices | undefined;
  /** Errors, mostly: nothing else is written. */
  #said = '';

  constructor(
    private readonly instances: Readonly<Partial<Record<ServiceProcessName, number>>> = {},
    private readonly circumstances: Circumstances = {},
  ) {}

  get environment(): Readonly<Record<string, string>> {
    return {
      NEWID_SHAPE: 'distributed',
      NEWID_MONGO_URL: this.servers.mongo.url,
      NEWID_KAFKA_BROKERS: this.servers.kafka.brokers.join(','),
    };
  }

  get servers(): Servers {
    if (this.#servers === undefined) throw new Error('The servers were not started');
    return this.#servers;
  }

  get services(): RunningServices {
    if (this.#services === undefined) throw new Error('The services were not started');
    return this.#services;
  }

  /** The servers stay when the services are stopped, as they do where services are upgraded. */
  async start(_: readonly string[] = [], hear: (said: string) => void = () => undefined): Promise<string> {
    this.#servers ??= await startBoth(join(this.folder, 'servers'), this.circumstances);
    const environmentOf = await this.circumstances.environmentOf?.(this.#servers);
    this.#said = '';
    this.#services = await startServices({
      mongo: this.servers.mongo.url,
      brokers: this.servers.kafka.brokers,
      folder: this.folder,
      instances: this.instances,
      environment: { NEWID_LOG_LEVEL: 'error', NEWID_RATE_LIMITS: 'off', ...this.circumstances.environment },
      ...(environmentOf === undefined ? {} : { environmentOf }),
      echo: (name, text) => {
        this.#said += `${name}: ${text}`;
        hear(this.#said);
      },
    });
    const { address, setUpLink } = this.#services;
    if (setUpLink !== undefined) {
      await loadSample(address, setUpLink, () => undefined).catch((cause: unknown) => {
        throw new Error(`The sample was not loaded: ${String(cause)}\nThe services said:\n${this.#said}`, { cause });
      });
    }
    return address;
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.#services?.stop(signal);
    this.#services = undefined;
  }

  /** Nothing is on its way anywhere, seen twice: what one service takes may make it say something. */
  async caughtUp(withinMs = caughtUpWithinMs): Promise<void> {
    const until = performance.now() + withinMs;
    for (let quiet = 0; quiet < 2;) {
      const waiting = await this.#onTheirWay();
      quiet = waiting.length === 0 ? quiet + 1 : 0;
      if (performance.now() > until) {
        throw new Error(
          `Not caught up in time: ${waiting.join(', ')}\nThe services said:\n${this.#said.slice(-10_000)}`,
        );
      }
      await setTimeout(looksAgainAfterMs);
    }
  }

  async killMongo(): Promise<void> {
    await this.servers.mongo.kill();
  }

  /** With the data and the port that it had. */
  async startMongo(): Promise<void> {
    const { folder, port } = this.servers.mongo;
    this.#servers = { ...this.servers, mongo: await mongod.start({ ...this.circumstances.mongo, folder, port }) };
  }

  async killKafka(): Promise<void> {
    await this.servers.kafka.kill();
  }

  async startKafka(): Promise<void> {
    const { folder, port } = this.servers.kafka;
    this.#servers = { ...this.servers, kafka: await kafka.start({ ...this.circumstances.kafka, folder, port }) };
  }

  async remove(): Promise<void> {
    await Promise.all([this.#servers?.mongo.stop(), this.#servers?.kafka.stop()]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #onTheirWay(): Promise<readonly string[]> {
    const waiting: string[] = [];
    for (const name of serviceNames) {
      const addresses = this.services.addressesOf(name);
      if (addresses.length === 0) waiting.push(`${name} is not open`);
      for (const address of addresses) {
        const text = await fetch(`${address}/metrics`).then(
          (answer) => (answer.ok ? answer.text() : undefined),
          () => undefined,
        );
        if (text === undefined) waiting.push(`${name} does not answer`);
        else if (!text.includes('newid_bus_reachable 1')) waiting.push(`${name} cannot ask the bus`);
        else waiting.push(...text.split('\n').filter((line) => onItsWay.test(line) && !line.endsWith(' 0')));
      }
    }
    return waiting;
  }
}
