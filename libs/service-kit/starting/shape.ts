import type { Sessions } from '#access/sessions.js';
import type { EventStore } from '#event-store/event-store.js';
import type { LogRelay } from '#event-store/relay.js';
import type { KeyVault } from '#key-vault/key-vault.js';
import type { Mailer } from '#mail/mailer.js';
import type { MessageBus } from '#messaging/message-bus.js';
import type { CheckpointStorage, ViewStorage } from '#projections/view-storage.js';

import type { BallotSlots } from '../ballots/ballot-slots.js';
import type { Configuration } from '../configuration/configuration.js';
import type { SealedFiles } from '../files/sealed-files.js';
import type { ServiceDefinition } from '../service.js';
import type { Turn } from '../background/turn.js';

/** Where one service keeps what is its own. */
export interface OwnStores {
  readonly store: EventStore;
  readonly relay: LogRelay;
  readonly viewStorage: ViewStorage;
  readonly checkpoints: CheckpointStorage;
  /** Where several processes run the same service. Left out: there is only this one. */
  readonly turn?: Turn;
}

/** The adapters of one shape, open: all that a process needs beside its services. */
export interface Shape {
  /** Shared by every service of an installation. */
  readonly vault: KeyVault;
  readonly sessions: Sessions;
  readonly bus: MessageBus;
  readonly files: SealedFiles;
  readonly slots: BallotSlots;
  readonly mailer: Mailer;
  /** For keyed hashes and form tokens: the same on every instance. */
  readonly secret: Uint8Array;
  /** Made for the sample, with invented people whom anybody here may enter as. */
  readonly isSample: boolean;
  /** Nothing had been stored before this start. */
  readonly isNew: boolean;
  /** Path of the socket by which whoever holds the data speaks as the operator. */
  readonly operatorSocket?: string;
  /** For the operator, at start: where it is kept. */
  readonly where: string;
  storesOf(definition: ServiceDefinition): Promise<OwnStores>;
  /** After every service has stopped. */
  close(): Promise<void>;
}

/**
 * Opens the adapters of a shape, for one process. What an adapter refuses becomes StartRefused, so that it is said in one
 * line. @throws StartRefused, KeyUnusable, StorageUnavailable
 */
export type OpenShape = (
  configuration: Configuration,
  given: {
    /** The process: `story-submission`. */
    readonly name: string;
    /** For what an adapter reads by itself, such as NEWID_KAFKA_BROKERS. */
    readonly environment: Readonly<Record<string, string | undefined>>;
  },
) => Promise<Shape>;
