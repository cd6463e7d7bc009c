import type { LoggedCommit } from '#event-store/event-store.js';

import { BatchChanges } from './batch-changes.js';
import { nameOf } from './log-reading.js';
import type { ReadModel } from './read-model.js';
import type { KnownSet, SetAdvance, ViewStorage } from './view-storage.js';

/** The commit at which a read model failed, and how. */
export interface ProjectionFailure {
  readonly position: number;
  readonly stream: string;
  readonly type: string;
  readonly because: string;
}

export interface Projected {
  /** Nothing to write: the first commit failed. */
  readonly advance: SetAdvance | undefined;
  readonly failure: ProjectionFailure | undefined;
}

/** What the commits do to a set: up to the one that fails, if one does. */
export async function projectCommits(
  storage: ViewStorage,
  readModel: ReadModel,
  set: KnownSet,
  from: number,
  commits: readonly LoggedCommit[],
): Promise<Projected> {
  const changes = changesTo(storage, readModel, set);
  const failure = await projectInto(changes, readModel, commits);
  if (failure !== undefined) {
    // Half a commit must not be seen: what came before it is done again without it.
    const sound = commits.filter(({ position }) => position < failure.position);
    const before = await projectCommits(storage, readModel, set, from, sound);
    return { advance: before.advance, failure };
  }
  const last = commits.at(-1);
  if (last === undefined) return { advance: undefined, failure: undefined };
  return { advance: { set, from, to: last.position, changes: changes.collected() }, failure: undefined };
}

export const changesTo = (storage: ViewStorage, readModel: ReadModel, set: KnownSet): BatchChanges =>
  new BatchChanges(storage, set, readModel.collections, (collection, index) =>
    storage.makeIndex(set, collection, index),
  );

/**
 * Where it failed: the changes then hold a part of what must not be written.
 *
 * @throws what the storage threw: an event is not to blame when the views cannot be read.
 */
export async function projectInto(
  changes: BatchChanges,
  readModel: ReadModel,
  commits: readonly LoggedCommit[],
): Promise<ProjectionFailure | undefined> {
  for (const { events, position, stream } of commits) {
    for (const recorded of events) {
      try {
        const projected = readModel.project(recorded, changes);
        if (projected !== undefined) await projected;
      } catch (error) {
        changes.assertRead();
        return { position, stream, type: recorded.event.type, because: nameOf(error) };
      }
    }
  }
  changes.assertRead();
  return undefined;
}
