import type { ServiceRuntime } from '#service-kit/service.js';

import { withRoll } from '../deciding/box-of-round.js';
import type { RoundState } from '../domain/round/round.js';
import { loadRound } from '../reading-streams/load.js';

/** A round as it stands now, and who has answered so far. */
export async function roundWithRoll(service: ServiceRuntime, round: string): Promise<RoundState | undefined> {
  const state = await loadRound(service.store, round);
  return state === undefined ? undefined : withRoll(service, state);
}
