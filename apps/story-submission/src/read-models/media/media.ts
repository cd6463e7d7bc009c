import { collection, type ReadModel } from '#projections/read-model.js';

import { isMediaEvent, mediaDecider, type Media } from '../../domain/media/media.js';
import { isStoryEvent } from '../../domain/story/events.js';

/** What was told with a story beside its words; words about it are sealed. */
export interface MediaDocument extends Media {
  /** The story. */
  readonly id: string;
  readonly organisation: string;
  readonly programme: string;
  readonly version: number;
  /** Something that has words waits for a trained person to look at it. */
  readonly isToLookAt: boolean;
}

export const mediaOfStories = collection<MediaDocument>()('media', {
  byToLookAt: ['organisation', 'programme', 'isToLookAt'],
});

export const mediaModel: ReadModel = {
  name: 'media',
  version: 1,
  collections: [mediaOfStories],
  async project({ stream, streamVersion, event, metadata }, changes) {
    if (isStoryEvent(event)) {
      if (event.type === 'StoryErased') changes.remove(mediaOfStories, stream.slice('story/'.length));
      return;
    }
    if (!isMediaEvent(event)) return;
    const id = stream.slice('media/'.length);
    const before = await changes.get(mediaOfStories, id);
    const named = 'programme' in event.data ? event.data.programme : undefined;
    // Erased since: nothing is left to be seen.
    if (before === undefined && named === undefined) return;
    const { media, takenAway, mayShowWho } = mediaDecider.evolve(before ?? mediaDecider.initialState, event);
    changes.put(mediaOfStories, {
      ...{ id, media, takenAway, mayShowWho, version: streamVersion },
      programme: before?.programme ?? named ?? '',
      organisation: before?.organisation ?? metadata.organisation,
      isToLookAt: media.some(({ words, isCleared }) => words !== null && !isCleared),
    });
  },
};
