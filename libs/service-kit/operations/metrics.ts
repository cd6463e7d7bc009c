import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

import type { EventStore } from '#event-store/event-store.js';
import type { Backlog, MessageBus } from '#messaging/message-bus.js';

import { MeasuredStore } from './measured-store.js';
import type { RunningService } from '../starting/start-service.js';

/** From 1 ms, where a write to a local disk ends, to 10 s, where people have gone. */
const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Milliseconds between two looks at the event loop. Each wakes the process: every 10 ms, as by default, idling took 1 % of a core. */
const eventLoopMonitoringPrecision = 100;

/** What is measured in this process. Labels hold names of parts and patterns of addresses: no id, no code, no text. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #http = new Histogram({
    name: 'newid_http_request_duration_seconds',
    help: 'From a request to the end of its answer, by the pattern of its address.',
    labelNames: ['method', 'route', 'status'],
    buckets: seconds,
    registers: [this.#registry],
  });
  readonly #refusedRequests = new Counter({
    name: 'newid_http_requests_limited_total',
    help: 'Requests answered with 429, by limit.',
    labelNames: ['limit'],
    registers: [this.#registry],
  });
  readonly #writes = new Histogram({
    name: 'newid_event_store_append_duration_seconds',
    help: 'Commands and appends by how they ended: written, known, refused, conflict, unavailable, failed.',
    labelNames: ['service', 'outcome'],
    buckets: seconds,
    registers: [this.#registry],
  });

  constructor(
    /** Undefined: only this machine may ask. */
    readonly token: string | undefined,
  ) {
    collectDefaultMetrics({ register: this.#registry, prefix: 'newid_', eventLoopMonitoringPrecision });
  }

  answered(method: string, route: string, status: number, milliseconds: number): void {
    this.#http.observe({ method, route, status: String(status) }, milliseconds / 1_000);
  }

  limited(limit: string): void {
    this.#refusedRequests.inc({ limit });
  }

  measured(service: string, store: EventStore): EventStore {
    return new MeasuredStore(store, (outcome, milliseconds) => {
      this.#writes.observe({ service, outcome }, milliseconds / 1_000);
    });
  }

  watch(services: readonly RunningService[], bus: MessageBus): void {
    this.#gauge('newid_relay_backlog_commits', 'Commits that have no place in the log yet; 1000 is 1000 or more.', [
      'service',
    ]).collectFrom(async () =>
      Promise.all(
        services.map(async ({ definition, relay }) => ({
          labels: { service: definition.name },
          value: await relay.backlog(),
        })),
      ),
    );
    this.#gauge('newid_projection_lag_commits', 'Commits in the log that a read model does not show yet.', [
      'service',
      'read_model',
    ]).collectFrom(() => eachReadModel(services, ({ lag }) => lag));
    this.#gauge('newid_projection_stopped', '1: a read model stands still, because an event failed.', [
      'service',
      'read_model',
    ]).collectFrom(() => eachReadModel(services, ({ condition }) => (condition === 'stopped' ? 1 : 0)));
    this.#gauge('newid_follower_lag_commits', 'Commits in the log that the outbox or a reaction has not taken yet.', [
      'service',
      'follower',
    ]).collectFrom(() => eachFollower(services, ({ lag }) => lag));
    this.#gauge('newid_follower_stopped', '1: the outbox or a reaction stands still, because a commit failed.', [
      'service',
      'follower',
    ]).collectFrom(() => eachFollower(services, ({ condition }) => (condition === 'stopped' ? 1 : 0)));
    // One question for all that one reading asks of the bus.
    let asking: Promise<BusTold | undefined> | undefined;
    const askBus = (): Promise<BusTold | undefined> =>
      (asking ??= toldBy(bus).finally(() => {
        asking = undefined;
      }));
    this.#gauge('newid_parked_streams', 'Streams that stand still, because one of their messages failed.', [
      'group',
      'topic',
    ]).collectFrom(async () =>
      ((await askBus())?.parked ?? []).map(({ group, topic }) => ({ labels: { group, topic }, value: 1 })),
    );
    this.#gauge('newid_inbox_backlog_messages', 'Messages that a service has not taken into its inbox yet.', [
      'group',
      'topic',
    ]).collectFrom(async () =>
      ((await askBus())?.backlog ?? []).map(({ group, topic, messages }) => ({
        labels: { group, topic },
        value: messages,
      })),
    );
    this.#gauge(
      'newid_bus_reachable',
      '0: the message bus did not answer, and what it knows is left out.',
      [],
    ).collectFrom(async () => [{ labels: {}, value: (await askBus()) === undefined ? 0 : 1 }]);
  }

  get mediaType(): string {
    return this.#registry.contentType;
  }

  /** Rejects when a store cannot be asked. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #gauge<Label extends string>(name: string, help: string, labelNames: readonly Label[]) {
    const registers = [this.#registry];
    return {
      /** Asked anew at each reading; several values for the same labels are added up. */
      collectFrom: (read: () => Promise<readonly Reading<Label>[]>): void => {
        const gauge: Gauge<Label> = new Gauge({
          name,
          help,
          labelNames,
          registers,
          collect: async () => {
            const readings = await read();
            gauge.reset();
            for (const { labels, value } of readings) gauge.inc(labels, value);
          },
        });
      },
    };
  }
}

interface Reading<Label extends string> {
  readonly labels: Readonly<Record<Label, string>>;
  readonly value: number;
}

interface BusTold {
  readonly parked: Awaited<ReturnType<MessageBus['parked']>>;
  readonly backlog: readonly Backlog[];
}

/** Undefined while the bus is away: the rest can still be told. */
async function toldBy(bus: MessageBus): Promise<BusTold | undefined> {
  try {
    const [parked, backlog] = await Promise.all([bus.parked(), bus.backlog?.() ?? []]);
    return { parked, backlog };
  } catch {
    return undefined;
  }
}

type Part = Awaited<ReturnType<RunningService['projections']['state']>>[number];
type Follower = Awaited<ReturnType<RunningService['followers'][number]['state']>>;

async function eachReadModel(services: readonly RunningService[], valueOf: (part: Part) => number) {
  const readings = services.map(async ({ definition, projections }) =>
    (await projections.state()).map((part) => ({
      labels: { service: definition.name, read_model: part.name },
      value: valueOf(part),
    })),
  );
  return (await Promise.all(readings)).flat();
}

async function eachFollower(services: readonly RunningService[], valueOf: (part: Follower) => number) {
  const readings = services.flatMap(({ definition, followers }) =>
    followers.map(async (follower) => {
      const part = await follower.state();
      return { labels: { service: definition.name, follower: part.name }, value: valueOf(part) };
    }),
  );
  return Promise.all(readings);
}
