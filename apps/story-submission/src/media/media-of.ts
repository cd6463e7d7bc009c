import type { ServiceRuntime } from '#service-kit/service.js';

import { isMediaEvent, mediaDecider, mediaStream, type Media } from '../domain/media/media.js';

/** As its log says: a view could be a moment behind. */
export async function mediaOf(
  { store }: Pick<ServiceRuntime, 'store'>,
  story: string,
): Promise<{ readonly media: Media; readonly version: number }> {
  const recorded = await store.read(mediaStream(story));
  const events = recorded.map(({ event }) => event).filter(isMediaEvent);
  const media = events.reduce(mediaDecider.evolve, mediaDecider.initialState);
  return { media, version: recorded.at(-1)?.streamVersion ?? 0 };
}
