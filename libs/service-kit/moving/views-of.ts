import type { FollowingLog } from '#projections/log-reading.js';
import { ProjectionRunner } from '#projections/projection-runner.js';

import type { ServiceDefinition } from '../service.js';
import type { Rooms } from './house.js';

export interface BuiltView {
  readonly readModel: string;
  /** Over every document, in order of id. */
  readonly hash: string;
}

/** Builds what is not there, brings the rest to the end of the log, and gives the fingerprint of each. */
export async function viewsOf(
  { readModels }: Pick<ServiceDefinition, 'readModels'>,
  { store, viewStorage }: Rooms,
  log: FollowingLog,
): Promise<readonly BuiltView[]> {
  const runner = new ProjectionRunner({ store, storage: viewStorage, readModels, log });
  await runner.start();
  try {
    await runner.caughtUp();
    const stopped = (await runner.state()).find(({ condition }) => condition !== 'following');
    if (stopped !== undefined) throw new Error(`${stopped.name} cannot be built: ${stopped.because ?? ''}`);
    const built: BuiltView[] = [];
    for (const { name } of readModels) built.push({ readModel: name, hash: await runner.fingerprint(name) });
    return built;
  } finally {
    await runner.stop();
  }
}
