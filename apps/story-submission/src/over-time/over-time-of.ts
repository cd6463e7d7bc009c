import type { ServiceRuntime } from '#service-kit/service.js';

import { isOverTimeEvent, overTimeStream } from '../domain/over-time/events.js';
import { overTimeDecider, type OverTime } from '../domain/over-time/over-time.js';

/** As it is at this moment: what is decided by it must not stand on a view that is behind. */
export async function overTimeOf({ store }: ServiceRuntime, story: string): Promise<OverTime> {
  const events = (await store.read(overTimeStream(story))).map(({ event }) => event).filter(isOverTimeEvent);
  return events.reduce(overTimeDecider.evolve, overTimeDecider.initialState);
}
