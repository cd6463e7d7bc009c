import { noteAwaited } from '#service-kit/messages/awaited.js';
import { repeatedWork } from '#service-kit/background/repeated-work.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { whoIsAwaited } from './who-is-awaited.js';

const everyMs = 15 * 60_000;

export const noteWhoIsAwaited = async (service: ServiceRuntime, now: string): Promise<void> =>
  noteAwaited(service, await whoIsAwaited(service, now), now);

/** A list that is a quarter of an hour old misleads nobody: each meeting's own page says what it is now. */
export const remindInTime = repeatedWork({
  name: 'remind-in-time',
  everyMs,
  failed: 'What meetings wait for could not be noted',
  act: (service) => noteWhoIsAwaited(service, service.clock.now()),
});
