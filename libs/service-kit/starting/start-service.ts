import { breaches, fulfils } from '#contracts/shared/checking.js';
import { topicOf, type Contract } from '#contracts/shared/contract.js';
import type { LoggedCommit } from '#event-store/event-store.js';
import { Inbox } from '#event-store/inbox.js';
import type { LogRelay } from '#event-store/relay.js';
import { MailUnavailable } from '#mail/mailer.js';
import {
  InvalidMessage,
  type Message,
  type MessageBus,
  type Subscribing,
  type Subscription,
} from '#messaging/message-bus.js';
import { outbox } from '#messaging/outbox.js';
import { LogFollower } from '#projections/log-follower.js';
import { ProjectionRunner } from '#projections/projection-runner.js';
import type { CheckpointStorage, ViewStorage } from '#projections/view-storage.js';

import { Background } from '../background/background.js';
import { ServiceRuntime, type HeldByService, type ServiceDefinition } from '../service.js';
import type { Turn } from '../background/turn.js';
import { ViewsBehind } from '../background/views-that-have-seen.js';

/** What a composition root gives a service: adapters of one shape, already open. */
export interface ServiceAdapters extends Omit<HeldByService, 'name' | 'views'> {
  readonly relay: LogRelay;
  readonly viewStorage: ViewStorage;
  readonly checkpoints: CheckpointStorage;
  readonly bus: MessageBus;
  /** Where several processes run the same service: reactions, outbox and background are for one of them at a time. */
  readonly turn?: Turn;
}

export interface RunningService {
  readonly definition: ServiceDefinition;
  readonly runtime: ServiceRuntime;
  readonly projections: ProjectionRunner;
  readonly relay: LogRelay;
  /** Outbox and reactions, for readiness and metrics. */
  readonly followers: readonly LogFollower[];
  /** Subscribes, follows the log, goes on with background work. Call it for every service before the first request. */
  start(): Promise<void>;
  /** Resolves when what was published is taken, and what stands in the log is reacted to, published and projected. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Wires a service's log to its views, its reactions, its outbox and its inbox. */
export function composeService(definition: ServiceDefinition, adapters: ServiceAdapters): RunningService {
  const { relay, viewStorage, checkpoints, bus, turn, ...held } = adapters;
  const { store, log } = held;
  const { name } = definition;
  const projections = new ProjectionRunner({ store, storage: viewStorage, readModels: definition.readModels, log });
  const runtime = new ServiceRuntime({ ...held, name, views: projections.views });
  const isOurTurn = turn === undefined ? {} : { isOurTurn: () => turn.isOurs() };
  const follows = { store, checkpoints, log, ...isOurTurn };
  const publishing = outbox({
    ...follows,
    bus,
    service: name,
    isOutage: areBehind,
    publishes: (event) => speaking(definition, definition.publishes(event, runtime.behind(event))),
  });
  const reactions = definition.reactions.map(
    (reaction) =>
      new LogFollower({
        ...follows,
        following: {
          name: `reaction/${reaction.name}`,
          // A letter is never given up because a server is away.
          isOutage: (error) => error instanceof MailUnavailable || areBehind(error),
          handle: async ({ events }: LoggedCommit) => {
            for (const event of events) await reaction.on(event, runtime.behind(event));
          },
        },
      }),
  );
  // Others wait for what is published: it goes first.
  const followers = [publishing, ...reactions];
  const subscriptions: Subscription[] = [];
  const works = definition.background.map((work) => () => work.start(runtime));
  const background = new Background(works, log, turn);
  const inbox = new Inbox(store, name);

  return {
    definition,
    runtime,
    projections,
    relay,
    followers,
    start: async () => {
      relay.start();
      await projections.start();
      if (definition.listensTo.length > 0) subscriptions.push(await bus.subscribe(listening(definition, inbox)));
      for (const follower of followers) follower.start();
      await background.start();
    },
    settled: async () => {
      let last: number;
      do {
        await Promise.all(subscriptions.map((subscription) => subscription.caughtUp()));
        await relay.drain();
        last = await store.lastPosition();
        for (const follower of followers) await follower.caughtUp();
        await relay.drain();
        // What a reaction did may lead to another.
      } while ((await store.lastPosition()) > last);
      await projections.caughtUp();
    },
    stop: async () => {
      await background.stop();
      await Promise.all(subscriptions.map((subscription) => subscription.close()));
      await Promise.all(followers.map((follower) => follower.stop()));
      await projections.stop();
      await store.close();
    },
  };
}

/** A view that is built for the first time may take hours; one that stands still says so itself, and goes on one day. */
const areBehind = (error: unknown): boolean => error instanceof ViewsBehind;

/** One subscription for all that a service listens to: on Kafka, one consumer group. */
function listening({ name, listensTo }: ServiceDefinition, inbox: Inbox): Subscribing {
  return {
    topics: [...new Set(listensTo.map(({ source }) => topicOf(source)))],
    group: name,
    handle: async (message: Message): Promise<void> => {
      const contract = listensTo.find(({ type, source }) => type === message.type && source === message.source);
      if (contract === undefined) {
        // What it does not listen to is left alone. A version that it does not know would be lost without a word.
        if (!listensTo.some(({ type }) => withoutVersion(type) === withoutVersion(message.type))) return;
        throw new InvalidMessage(`${message.type} is a version that ${name} does not know`);
      }
      if (!fulfils(contract, message.data)) throw new InvalidMessage(breachOf(contract, message));
      await inbox.take(message);
    },
  };
}

const withoutVersion = (type: string): string => type.replace(/\.v\d+$/, '');

/** What a service says must be what it promised: a breach stops its outbox, before another service meets it. */
async function* speaking(
  { name, speaks }: ServiceDefinition,
  messages: Iterable<Message> | AsyncIterable<Message>,
): AsyncIterable<Message> {
  for await (const message of messages) {
    const contract = speaks.find(({ type }) => type === message.type);
    if (contract === undefined) throw new Error(`${name} says ${message.type}, which is none of its contracts`);
    if (!fulfils(contract, message.data)) throw new Error(breachOf(contract, message));
    yield message;
  }
}

const breachOf = (contract: Contract, { data }: Message): string =>
  `A ${contract.type} breaks its contract: ${breaches(contract, data).join('; ')}`;
