import type { DynamicModule } from '@nestjs/common';

import type { Contract, ServiceName } from '#contracts/shared/contract.js';
import type { EventStore, RecordedEvent } from '#event-store/event-store.js';
import type { EventTypes } from '#event-store/event-types.js';
import type { KeyVault } from '#key-vault/key-vault.js';
import type { OutgoingMail } from '#mail/outgoing-mail.js';
import type { Message } from '#messaging/message-bus.js';
import type { ReadModel, Views } from '#projections/read-model.js';

import type { BallotSlots } from './ballots/ballot-slots.js';
import type { Clock } from './clock.js';
import type { RecordedRoute } from './access-records/recorded-route.js';
import type { SealedFiles } from './files/sealed-files.js';
import { Unlocking } from './unlocking/unlocking.js';
import { viewsThatHaveSeen } from './background/views-that-have-seen.js';
import { scansNothing, type VirusScan } from './files/virus-scan.js';

/** What a service is given to work with. */
export interface HeldByService {
  readonly name: ServiceName;
  readonly store: EventStore;
  readonly views: Views;
  readonly vault: KeyVault;
  readonly files: SealedFiles;
  readonly slots: BallotSlots;
  /** Letters to people: sent from a reaction, so that none is lost while the server is away. */
  readonly mail: OutgoingMail;
  /** Asked of every file that people bring, before anybody may open it. Left out: nothing is scanned. */
  readonly scanner?: VirusScan;
  readonly clock: Clock;
  readonly log: ServiceLog;
  /** For keyed hashes (row identities, codes): 32 bytes or more, the same on every instance. */
  readonly secret: Uint8Array;
}

/** What a service's handlers work with. Each service has its own; only the vault is shared. */
export class ServiceRuntime implements HeldByService {
  readonly name: ServiceName;
  readonly store: EventStore;
  readonly views: Views;
  readonly vault: KeyVault;
  readonly files: SealedFiles;
  readonly slots: BallotSlots;
  readonly mail: OutgoingMail;
  readonly scanner: VirusScan;
  readonly clock: Clock;
  readonly log: ServiceLog;
  readonly secret: Uint8Array;
  /** For whatever answers people. */
  readonly unlocking: Unlocking;
  readonly #behind = new WeakMap<RecordedEvent, ServiceRuntime>();

  constructor(held: HeldByService) {
    this.name = held.name;
    this.store = held.store;
    this.views = held.views;
    this.vault = held.vault;
    this.files = held.files;
    this.slots = held.slots;
    this.mail = held.mail;
    this.scanner = held.scanner ?? scansNothing;
    this.clock = held.clock;
    this.log = held.log;
    this.secret = held.secret;
    this.unlocking = new Unlocking(held.vault);
  }

  /** The same but for what is given. */
  with(other: Partial<HeldByService>): ServiceRuntime {
    return new ServiceRuntime({ ...this, ...other });
  }

  /** The same for whoever acts on this event of the log: its views answer once they have seen it. A score of them share it. */
  behind(event: RecordedEvent): ServiceRuntime {
    let behind = this.#behind.get(event);
    if (behind === undefined) {
      behind = this.with({ views: viewsThatHaveSeen(event, this.views) });
      this.#behind.set(event, behind);
    }
    return behind;
  }
}

/** Messages and numbers only: never a body, a story, a name, a code. */
export interface ServiceLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/**
 * Something a service does because of its own log, at least once per event: give commands ids made from the event. The
 * views it is given wait until they have seen the event, and have it tried again where they do not.
 */
export interface Reaction {
  readonly name: string;
  on(event: RecordedEvent, service: ServiceRuntime): Promise<void>;
}

/** Work that must go on after a restart: imports, reports. Called once at start; `stop` is called before the stores close. */
export interface BackgroundWork {
  readonly name: string;
  start(service: ServiceRuntime): Promise<{ stop(): Promise<void> }>;
}

/** A service as composition roots see it: alone in its process or with the others in one. */
export interface ServiceDefinition {
  readonly name: ServiceName;
  readonly eventTypes: EventTypes;
  readonly readModels: readonly ReadModel[];
  /** What other services' messages it takes into its inbox; all else on their topics is left alone. */
  readonly listensTo: readonly Contract[];
  /** Contracts it publishes: a message of any other type is a bug. */
  readonly speaks: readonly Contract[];
  /** Its views wait for the event, as those of a reaction do. */
  publishes(event: RecordedEvent, service: ServiceRuntime): Iterable<Message> | AsyncIterable<Message>;
  readonly reactions: readonly Reaction[];
  readonly background: readonly BackgroundWork[];
  /** What is written down of who saw what: see `recordingAccess`. */
  readonly recordedRoutes?: readonly RecordedRoute[];
  module(service: ServiceRuntime): DynamicModule;
}
