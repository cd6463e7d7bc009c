import { setImmediate } from 'node:timers/promises';

import { nextCommits, type FollowedLog } from './log-reading.js';
import { projectCommits, type ProjectionFailure } from './project-commits.js';
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

/**
 * Brings sets up to the end of the log: one reading and one transaction for all that stand at the same place. Resolves
 * with those that got there; the others were handed to `onFailure`.
 */
export async function buildTogether<Of>(
  { store, storage, commitsAtOnce = 1_000 }: BuildingFrom,
  sets: readonly Building<Of>[],
  closing: AbortSignal,
  onFailure: (building: Building<Of>, failure: ProjectionFailure) => Promise<void>,
): Promise<readonly Building<Of>[]> {
  let standing = sets;
  while (standing.length > 0) {
    if (closing.aborted) throw new Error('Closed before the read models were built');
    const positions = standing.map(({ position }) => position);
    const lowest = Math.min(...positions);
    const next = Math.min(...positions.filter((position) => position > lowest));
    const commits = await nextCommits(store, lowest, Math.min(commitsAtOnce, next - lowest));
    if (commits.length === 0) return standing;
    const after: Building<Of>[] = [];
    const advances = [];
    for (const building of standing) {
      if (building.position > lowest) {
        after.push(building);
        continue;
      }
      const { readModel, set } = building;
      const { advance, failure } = await projectCommits(storage, readModel, set, lowest, commits);
      if (failure !== undefined) await onFailure(building, failure);
      else if (advance !== undefined) {
        advances.push(advance);
        after.push({ ...building, position: advance.to });
      }
    }
    if (!(await storage.write(advances))) throw new Error('Read models are being built by another process');
    standing = after;
    await setImmediate();
  }
  return standing;
}
