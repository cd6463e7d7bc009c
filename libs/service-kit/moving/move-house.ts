import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { compareLogs, copyLog, NotTheSameLog } from '#event-store/copy-log.js';
import { copyKeyFiles, strangeKeyFiles } from '#key-vault/copy-key-files.js';
import { copyErasures, erasuresFileName } from '#key-vault/erasure-file.js';
import type { MasterKeys } from '#key-vault/master-keys.js';
import type { FollowingLog } from '#projections/log-reading.js';

import type { ServiceDefinition } from '../service.js';
import { digestOf, filesAsPlain, type Digest } from './digest.js';
import { followersOf, waitingIn } from './drained.js';
import type { House, OpenHouse, Rooms } from './house.js';
import type { MoveNote } from './move-note.js';
import { MoveRefused } from './move-refused.js';
import { viewsOf, type BuiltView } from './views-of.js';

const copiesAtOnce = 500;

export type Step = 'check' | 'events' | 'keys' | 'accounts' | 'files' | 'ballots' | 'compare' | 'views';

export interface Progress {
  readonly step: Step;
  /** Empty where it concerns all of them. */
  readonly service: string;
  readonly done: number;
  readonly of: number;
}

export interface Move {
  readonly from: House;
  readonly to: House;
  readonly masterKey: MasterKeys;
  readonly services: (open: OpenHouse) => readonly ServiceDefinition[];
  readonly log: FollowingLog;
  readonly onProgress: (progress: Progress) => void;
}

export interface MovedService {
  readonly service: string;
  readonly streams: number;
  readonly commits: number;
  /** SHA-256 over the hash of every commit. */
  readonly hash: string;
  readonly readModels: readonly (BuiltView & { readonly before: string })[];
}

export interface Moved {
  readonly from: string;
  readonly to: string;
  /** It went on with a move that was broken off. */
  readonly wentOn: boolean;
  readonly keys: number;
  readonly accounts: number;
  readonly files: number;
  /** Boxes of secret rounds that are not counted yet. */
  readonly ballots: number;
  readonly services: readonly MovedService[];
}

/**
 * Copies an installation from one shape to the other and compares both. Nothing of the source is changed but its note.
 * Killed anywhere, the same move goes on: events where they were, all else anew. Nobody starts at the target before the
 * end, nor at the source after it.
 *
 * @throws MoveRefused, KeyUnusable, StorageUnavailable
 */
export async function moveHouse(move: Move): Promise<Moved> {
  const { from, to } = move;
  const { id, wentOn } = await enter(from, to);
  const note = (end: MoveNote['end'], isDone: boolean): MoveNote => ({
    move: id,
    end,
    other: end === 'source' ? to.where : from.where,
    isDone,
  });
  return copyAll(move, wentOn, async (isDone) => {
    // The source first: a target that is marked must always find the move that it belongs to.
    await from.writeNote(note('source', isDone));
    await to.writeNote(note('target', isDone));
  });
}

/**
 * The same, and the source goes on as if nothing had been: for a backup. Neither end is marked, so the target of one that
 * was broken off is thrown away.
 *
 * @throws MoveRefused, KeyUnusable, StorageUnavailable
 */
export async function copyHouse(copy: Move): Promise<Moved> {
  const { from, to } = copy;
  const there = await from.note();
  if (there?.end === 'target' && !there.isDone) throw new MoveRefused('source-unfinished', { from: there.other });
  if (there?.end === 'source' && there.isDone) {
    throw new MoveRefused('moved-before', { from: from.where, to: there.other });
  }
  await assertEmpty(to);
  return copyAll(copy, false, async () => Promise.resolve());
}

/** `mark`: what is written down before anything is copied, and when all of it is there. */
async function copyAll(move: Move, wentOn: boolean, mark: (isDone: boolean) => Promise<void>): Promise<Moved> {
  const { from, to, masterKey } = move;
  const source = await from.open();
  await source.tryKeys(masterKey);
  const definitions = move.services(source);
  await assertReady(move, source, definitions);

  await mark(false);
  const target = await to.open();
  const held = holding(move);
  for (const definition of definitions) {
    await copyService(held, definition, await source.roomsOf(definition), await target.roomsOf(definition));
  }
  const copied = await copyRest(held, source, target);
  await target.tryKeys(masterKey);
  const services: MovedService[] = [];
  for (const definition of definitions) {
    services.push(
      await compareService(held, definition, await source.roomsOf(definition), await target.roomsOf(definition)),
    );
  }
  assertHeld(move);
  for (const { service, commits } of services) await assertNothingCame(source, definitions, service, commits);
  await mark(true);
  return { from: from.where, to: to.where, wentOn, ...copied, services };
}

async function enter(from: House, to: House): Promise<{ readonly id: string; readonly wentOn: boolean }> {
  const [there, here] = [await from.note(), await to.note()];
  if (there?.end === 'target' && !there.isDone) throw new MoveRefused('source-unfinished', { from: there.other });
  const isOurs = there?.end === 'source' && here?.end === 'target' && there.move === here.move;
  if (there?.end === 'source' && there.isDone && (!isOurs || here.isDone)) {
    throw new MoveRefused('moved-before', { from: from.where, to: there.other });
  }
  if (isOurs && !here.isDone) return { id: there.move, wentOn: true };
  if (here?.end === 'target' && !here.isDone) {
    throw new MoveRefused('target-of-another-move', { to: to.where, from: here.other });
  }
  await assertEmpty(to);
  const strange = strangeKeyFiles(to.keysFolder, from.keysFolder);
  if (strange.length > 0) throw new MoveRefused('target-keys', { folder: to.keysFolder, what: strange.join(', ') });
  return { id: randomUUID(), wentOn: false };
}

async function assertEmpty(to: House): Promise<void> {
  const contents = await to.contents();
  if (contents.length > 0) {
    throw new MoveRefused('target-not-empty', { to: to.where, what: contents.slice(0, 5).join(', ') });
  }
}

/** Whole, and nothing on its way. */
async function assertReady(move: Move, source: OpenHouse, definitions: readonly ServiceDefinition[]): Promise<void> {
  for (const definition of definitions) {
    const { store, relay } = await source.roomsOf(definition);
    await relay.drain();
    const of = await store.lastPosition();
    const tell = (done: number): void => {
      move.onProgress({ step: 'check', service: definition.name, done: Math.min(done, of), of });
    };
    for await (const { flaw, stream = '' } of store.verify(tell)) {
      throw new MoveRefused('source-flawed', { service: definition.name, flaw, stream });
    }
  }
  const waiting = await waitingIn(source, definitions);
  if (waiting.length > 0) throw new MoveRefused('not-drained', { from: move.from.where }, waiting);
}

async function copyService(move: Move, definition: ServiceDefinition, from: Rooms, to: Rooms): Promise<void> {
  const { name } = definition;
  const of = await from.commits.lastPosition();
  const tell = (done: number): void => {
    move.onProgress({ step: 'events', service: name, done, of });
  };
  tell(await to.commits.lastPosition());
  try {
    await copyLog(from.commits, to.commits, tell);
  } catch (error) {
    if (error instanceof NotTheSameLog) throw notTheSame(`${name}: ${error.message}`);
    throw error;
  }
  for (const follower of followersOf(definition)) {
    await to.checkpoints.save(follower, await from.checkpoints.position(follower));
  }
}

/** All that is not the event log: small, may have changed since a run that was broken off, and so copied whole. */
async function copyRest(
  move: Move,
  source: OpenHouse,
  target: OpenHouse,
): Promise<Pick<Moved, 'keys' | 'accounts' | 'files' | 'ballots'>> {
  const kept = { keys: 0, accounts: 0, files: 0, ballots: 0 };
  copyKeyFiles(move.from.keysFolder, move.to.keysFolder);
  await copyErasures(join(move.from.keysFolder, erasuresFileName), join(move.to.keysFolder, erasuresFileName));
  for (const step of ['keys', 'accounts', 'files', 'ballots'] as const) {
    const tell = (done: number, of: number): void => {
      move.onProgress({ step, service: '', done, of });
    };
    const before = await digestIn(source, step);
    tell(0, before.count);
    let done = 0;
    const count = (): void => {
      done += 1;
      if (done % copiesAtOnce === 0) tell(done, before.count);
    };
    if (step === 'keys') await target.keys.replaceAll(inBatches(counted(source.keys.all(), count)));
    if (step === 'accounts') await target.accounts.replaceAll(inBatches(counted(source.accounts.all(), count)));
    if (step === 'ballots') await target.ballots.replaceAll(counted(source.ballots.all(), count));
    if (step === 'files') await target.files.replaceAll(counted(source.files.all(), count));
    if ((await digestIn(target, step)).hash !== before.hash) throw notTheSame(step);
    tell(before.count, before.count);
    kept[step] = before.count;
  }
  await target.markAsSample(await source.isSample());
  return kept;
}

function digestIn(house: OpenHouse, step: 'keys' | 'accounts' | 'files' | 'ballots'): Promise<Digest> {
  return digestOf(step === 'files' ? filesAsPlain(house.files) : house[step].all());
}

async function* counted<One>(all: AsyncIterable<One>, count: () => void): AsyncGenerator<One> {
  for await (const one of all) {
    yield one;
    count();
  }
}

/** A transaction for each one would take a flush of the disk each. */
async function* inBatches<One>(all: AsyncIterable<One>): AsyncGenerator<readonly One[]> {
  let batch: One[] = [];
  for await (const one of all) {
    batch.push(one);
    if (batch.length < copiesAtOnce) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Every stored byte, hash and position; the copy's own hash chains; every read model, built anew there. */
async function compareService(
  move: Move,
  definition: ServiceDefinition,
  from: Rooms,
  to: Rooms,
): Promise<MovedService> {
  const { name: service } = definition;
  const of = await from.commits.lastPosition();
  move.onProgress({ step: 'compare', service, done: 0, of });
  const { differsAt, ...compared } = await compareLogs(from.commits, to.commits);
  if (differsAt !== undefined) throw notTheSame(`${service}: ${differsAt}`);
  const tell = (done: number): void => {
    move.onProgress({ step: 'compare', service, done: Math.min(done, of), of });
  };
  for await (const { flaw, stream = '' } of to.store.verify(tell)) throw notTheSame(`${service}: ${flaw} ${stream}`);

  const views = definition.readModels.length;
  move.onProgress({ step: 'views', service, done: 0, of: views });
  const before = new Map((await viewsOf(definition, from, move.log)).map(({ readModel, hash }) => [readModel, hash]));
  const built = await viewsOf(definition, to, move.log);
  const readModels = built.map((view) => ({ ...view, before: before.get(view.readModel) ?? '' }));
  const other = readModels.find((view) => view.before !== view.hash);
  if (other !== undefined) throw notTheSame(`${service}: ${other.readModel}`);
  move.onProgress({ step: 'views', service, done: views, of: views });
  return { service, ...compared, readModels };
}

/** A process that had hung when the leases were taken may have woken up and written. */
async function assertNothingCame(
  source: OpenHouse,
  definitions: readonly ServiceDefinition[],
  service: string,
  commits: number,
): Promise<void> {
  const definition = definitions.find(({ name }) => name === service);
  if (definition === undefined) return;
  const { store, relay } = await source.roomsOf(definition);
  if ((await store.lastPosition()) + (await relay.backlog()) !== commits) {
    throw notTheSame(`${service}: something was written meanwhile`);
  }
}

const notTheSame = (what: string): MoveRefused => new MoveRefused('not-the-same', { what });

/** The same move, which stops where it is when it no longer has both ends for itself. */
const holding = (move: Move): Move => ({
  ...move,
  onProgress: (progress) => {
    assertHeld(move);
    move.onProgress(progress);
  },
});

function assertHeld({ from, to }: Move): void {
  for (const house of [from, to]) if (!house.isHeld()) throw new MoveRefused('not-held', { where: house.where });
}
