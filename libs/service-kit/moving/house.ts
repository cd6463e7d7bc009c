import type { AccountCopies } from '#access/account-copies.js';
import type { Sessions } from '#access/sessions.js';
import type { CommitStorage } from '#event-store/commit-storage.js';
import type { KeyCopies } from '#key-vault/key-copies.js';
import type { MasterKeys } from '#key-vault/master-keys.js';

import type { BallotCopies } from '../ballots/ballot-copies.js';
import type { FileCopies } from '../files/file-copies.js';
import type { ServiceDefinition } from '../service.js';
import type { OwnStores } from '../starting/shape.js';
import type { MoveNote } from './move-note.js';

/** What a service has not taken of what another one said. */
export interface Untaken {
  readonly group: string;
  readonly topic: string;
  readonly messages: number;
  /** It failed, and stands still. */
  readonly isParked: boolean;
}

/** A service, and whom it listens to. */
export type Listening = Pick<ServiceDefinition, 'name' | 'listensTo'>;

/** The stores of one service, with the storage under them. */
export interface Rooms extends Omit<OwnStores, 'turn'> {
  readonly commits: CommitStorage;
}

/** One end of a move, held for this process alone: no service works with it meanwhile. */
export interface House {
  /** For people: an address without password, a folder. */
  readonly where: string;
  readonly keysFolder: string;
  note(): Promise<MoveNote | undefined>;
  writeNote(note: MoveNote): Promise<void>;
  /** Names of what stands there already; none: it is empty. */
  contents(): Promise<readonly string[]>;
  /** Before it nothing was made there. Once. */
  open(): Promise<OpenHouse>;
  /** False: another process has come in, because this one stood still for too long. */
  isHeld(): boolean;
  close(): Promise<void>;
}

export interface OpenHouse {
  readonly keys: KeyCopies;
  readonly accounts: AccountCopies;
  readonly files: FileCopies;
  /** Of secret rounds that are not counted yet. */
  readonly ballots: BallotCopies;
  readonly sessions: Sessions;
  isSample(): Promise<boolean>;
  markAsSample(isSample: boolean): Promise<void>;
  /** Opens the vault and closes it again: a turn of the epoch that was cut short is finished. @throws KeyUnusable */
  tryKeys(masterKey: MasterKeys): Promise<void>;
  untaken(definitions: readonly Listening[]): Promise<readonly Untaken[]>;
  roomsOf(definition: Pick<ServiceDefinition, 'name' | 'eventTypes'>): Promise<Rooms>;
}
