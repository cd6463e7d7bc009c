import { setImmediate } from 'node:timers/promises';

import type { BatchChanges } from './batch-changes.js';
import { nextCommits, type FollowedLog } from './log-reading.js';
import { changesTo, projectInto, type ProjectionFailure } from './project-commits.js';
import type { ReadModel } from './read-model.js';
import type { KnownSet, ViewStorage } from './view-storage.js';

/** A set on its way from the first event to the last. */
export interface Building<Of> {
  readonly of: Of;
  readonly readModel: ReadModel;
  readonly set: KnownSet;
  readonly position: number;
}

export interface BuildingFrom {
  readonly store: FollowedLog;
  readonly storage: ViewStorage;
  readonly commitsAtOnce?: number;
}

export interface BuildingTold<Of> {
  readonly onMoved: (building: Building<Of>) => void;
  readonly onFailure: (building: Building<Of>, failure: ProjectionFailure) => Promise<void>;
}

/** Read at once: so few that they are garbage again before the collector has to move them. */
const commitsInPage = 50;
/** Written at once, whichever comes first. What a kill loses of it is built again in a second. */
const commitsInWrite = 20_000;
const documentsInWrite = 1_000;

interface Batch<Of> {
  readonly building: Building<Of>;
  readonly changes: BatchChanges;
}

/** Another process moved a set that was being built here. */
export class BuiltElsewhere extends Error {
  override readonly name = 'BuiltElsewhere';
  constructor() {
    super('Read models are being built by another process');
  }
}

/**
 * Brings sets up to a place in the log, or to its end: one reading and one transaction for all that stand at the same
 * place. Resolves with those that got there or are further; the others were handed to `onFailure`.
 */
export async function buildTogether<Of>(
  { store, storage, commitsAtOnce = commitsInWrite }: BuildingFrom,
  sets: readonly Building<Of>[],
  closing: AbortSignal,
  { onMoved, onFailure }: BuildingTold<Of>,
  upTo = Number.POSITIVE_INFINITY,
): Promise<readonly Building<Of>[]> {
  let standing = sets;
  while (standing.length > 0) {
    const positions = standing.map(({ position }) => position);
    const from = Math.min(...positions);
    if (from >= upTo) break;
    const next = Math.min(from + commitsAtOnce, upTo, ...positions.filter((position) => position > from));
    const further = standing.filter(({ position }) => position > from);
    let batches = standing
      .filter(({ position }) => position === from)
      .map((building): Batch<Of> => ({ building, changes: changesTo(storage, building.readModel, building.set) }));
    let to = from;
    const isRoom = (): boolean => batches.reduce((sum, { changes }) => sum + changes.size, 0) < documentsInWrite;
    while (to < next && batches.length > 0 && isRoom()) {
      if (closing.aborted) throw new Error('Closed before the read models were built');
      const { commits } = await nextCommits(store, to, Math.min(commitsInPage, next - to));
      const last = commits.at(-1);
      if (last === undefined) break;
      const sound: Batch<Of>[] = [];
      for (const batch of batches) {
        const failure = await projectInto(batch.changes, batch.building.readModel, commits);
        if (failure === undefined) sound.push(batch);
        else await onFailure(batch.building, failure);
      }
      batches = sound;
      to = last.position;
      await setImmediate();
    }
    if (to === from) return standing;
    const advances = batches.map(({ building: { set }, changes }) => ({ set, from, to, changes: changes.collected() }));
    if (!(await storage.write(advances))) throw new BuiltElsewhere();
    const moved = batches.map(({ building }) => ({ ...building, position: to }));
    moved.forEach(onMoved);
    standing = [...further, ...moved];
  }
  return standing;
}
