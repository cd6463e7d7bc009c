import type { ServiceDefinition } from '../service.js';
import type { OpenHouse } from './house.js';
import type { Waits } from './move-refused.js';

/** Names of the checkpoints of a service: see `composeService`. */
export const followersOf = ({ reactions }: Pick<ServiceDefinition, 'reactions'>): readonly string[] => [
  ...reactions.map(({ name }) => `reaction/${name}`),
  'outbox',
];

/** What is not said, done or taken yet. What is on the bus is not moved, so nothing may be. */
export async function waitingIn(
  house: OpenHouse,
  definitions: readonly ServiceDefinition[],
): Promise<readonly Waits[]> {
  const waits: Waits[] = [];
  for (const definition of definitions) {
    const { store, checkpoints } = await house.roomsOf(definition);
    const last = await store.lastPosition();
    for (const follower of followersOf(definition)) {
      const commits = last - (await checkpoints.position(follower));
      if (commits > 0) waits.push({ kind: 'follower', service: definition.name, follower, commits });
    }
  }
  for (const { group, topic, messages, isParked } of await house.untaken(definitions)) {
    if (messages > 0) waits.push({ kind: isParked ? 'parked' : 'untaken', service: group, topic, messages });
  }
  return waits;
}
