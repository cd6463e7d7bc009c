import { storyMediaChangedV1 } from '#contracts/story-submission/story-media-changed.v1.js';

import { mediaEventTypes } from './domain/media/media.js';
import { removeLeftMedia, removeMediaFiles } from './media/clear-away.js';
import { openKeyAsTold } from './media/consent-as-told.js';
import { mediaModel } from './read-models/media/media.js';

/** What is told with a story beside its words, for the service. */
export const mediaParts = {
  eventTypes: mediaEventTypes,
  readModels: [mediaModel],
  speaks: [storyMediaChangedV1],
  reactions: [removeMediaFiles, openKeyAsTold],
  background: [removeLeftMedia],
} as const;
