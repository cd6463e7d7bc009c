import { setTimeout } from 'node:timers/promises';

import kafkajs, { type Admin, type Kafka, type KafkaConfig } from 'kafkajs';

import { nameOf, type FollowingLog } from '#projections/log-reading.js';

import { liveThroughClocks } from './clock-gone-back.js';
import { quietenIdleTimer } from './idle-timer.js';
import { kafkaLog } from './kafka-log.js';
import { KafkaUnusable, type KafkaSettings } from './kafka-settings.js';
import { probeBroker } from './probe-broker.js';

/** Short waits: a broker that is back is found within seconds. The outbox and the consumers go on trying beyond them. */
export const retrying = { initialRetryTime: 200, maxRetryTime: 2_000, multiplier: 2, factor: 0.2, retries: 8 };

const connectionTimeoutMs = 5_000;
const requestTimeoutMs = 15_000;
const betweenTriesMs = 1_000;
const saidAgainAfterMs = 5_000;

export interface Connected {
  readonly kafka: Kafka;
  readonly admin: Admin;
}

/**
 * Resolves when a broker answers and lets us in. Waits at most `waitMs` for one that is not there yet.
 *
 * @throws KafkaUnusable with one line that says what is wrong
 */
export async function connectKafka(settings: KafkaSettings, log: FollowingLog, waitMs: number): Promise<Connected> {
  quietenIdleTimer();
  liveThroughClocks();
  const until = performance.now() + waitMs;
  let said = -Infinity;
  for (;;) {
    try {
      await probeAny(settings);
      return await signIn(settings, log);
    } catch (error) {
      if (!(error instanceof KafkaUnusable) || !error.mayPass || performance.now() >= until) throw error;
      if (performance.now() - said >= saidAgainAfterMs) {
        said = performance.now();
        log.warn({ brokers: settings.brokers }, `Waiting for Kafka. ${error.message}`);
      }
      await setTimeout(betweenTriesMs);
    }
  }
}

/** One broker that answers is enough: the others are found through it. */
async function probeAny({ brokers, tls }: KafkaSettings): Promise<void> {
  let problem = new KafkaUnusable('No address of a Kafka broker was given.');
  for (const broker of brokers) {
    try {
      await probeBroker(broker, tls);
      return;
    } catch (error) {
      if (!(error instanceof KafkaUnusable)) throw error;
      problem = error;
    }
  }
  throw problem;
}

async function signIn(settings: KafkaSettings, log: FollowingLog): Promise<Connected> {
  const { user, tls } = settings;
  const config: KafkaConfig = {
    clientId: settings.clientId,
    brokers: [...settings.brokers],
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: requestTimeoutMs,
    retry: retrying,
    logCreator: kafkaLog(log),
    ...(tls === undefined ? {} : { ssl: tls.ca === undefined ? true : { ca: [tls.ca] } }),
    ...(user === undefined ? {} : { sasl: saslOf(user) }),
  };
  // The first time nothing is tried again, and what fails is said here.
  const first = new kafkajs.Kafka({ ...config, retry: { retries: 0 }, logCreator: () => () => undefined }).admin();
  try {
    await first.connect();
    await first.describeCluster();
  } catch (error) {
    throw refused(settings, error);
  } finally {
    await first.disconnect();
  }
  const kafka = new kafkajs.Kafka(config);
  const admin = kafka.admin();
  await admin.connect();
  return { kafka, admin };
}

const saslOf = ({ name: username, password, mechanism }: NonNullable<KafkaSettings['user']>) =>
  mechanism === 'scram-sha-256' ? { mechanism, username, password } : { mechanism, username, password };

function refused({ brokers, user, tls }: KafkaSettings, error: unknown): KafkaUnusable {
  const at = brokers.join(', ');
  const chain = chainOf(error);
  if (chain.some(({ name }) => name === 'KafkaJSSASLAuthenticationError')) {
    return new KafkaUnusable(`Kafka at ${at} does not let the user ${user?.name ?? ''} in: check name and password.`);
  }
  if (user === undefined && chain.some(({ name }) => name.startsWith('KafkaJSConnection'))) {
    const wants = tls === undefined ? 'a user, or TLS' : 'a user';
    return new KafkaUnusable(`Kafka at ${at} closed the connection: it may want ${wants}.`, true);
  }
  return new KafkaUnusable(`Kafka at ${at} cannot be used: ${nameOf(chain.at(-1) ?? error)}`, true);
}

function chainOf(error: unknown): readonly Error[] {
  return error instanceof Error ? [error, ...chainOf(error.cause)] : [];
}
