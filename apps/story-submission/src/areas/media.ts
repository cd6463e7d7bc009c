import { storyMediaChangedV1 } from '#contracts/story-submission/story-media-changed.v1.js';
import type { ServiceArea } from '#service-kit/service-area.js';

import { mediaEventTypes } from '../domain/media/media.js';
import { removeMediaFiles, removeLeftMedia } from '../media/clear-away.js';
import { openKeyAsTold } from '../media/consent-as-told.js';
import { mediaModel } from '../read-models/media/media.js';
import { DraftMediaApi } from '../use-cases/keep-media/draft-media.api.js';
import { DraftMediaPage } from '../use-cases/keep-media/draft-media.page.js';
import { GivenMediaApi } from '../use-cases/keep-media/given-media.api.js';
import { GivenMediaPage } from '../use-cases/keep-media/given-media.page.js';
import {
  AddMediumHandler,
  PutMediumInWordsHandler,
  ClearMediumHandler,
  TakeMediumAwayHandler,
} from '../use-cases/keep-media/keep-media.command.js';
import { ShareMediaHandler } from '../use-cases/keep-media/share-media.command.js';
import { StoryMediaApi } from '../use-cases/keep-media/story-media.api.js';
import { StoryMediaPage } from '../use-cases/keep-media/story-media.page.js';
import { YourMediaApi } from '../use-cases/keep-media/your-media.api.js';
import { YourMediaPage } from '../use-cases/keep-media/your-media.page.js';

/** What is told with a story beside its words. */
export const media: ServiceArea = {
  eventTypes: mediaEventTypes,
  readModels: [mediaModel],
  speaks: [storyMediaChangedV1],
  reactions: [removeMediaFiles, openKeyAsTold],
  background: [removeLeftMedia],
  controllers: [
    GivenMediaPage,
    GivenMediaApi,
    DraftMediaPage,
    DraftMediaApi,
    YourMediaPage,
    YourMediaApi,
    StoryMediaPage,
    StoryMediaApi,
  ],
  handlers: [AddMediumHandler, PutMediumInWordsHandler, ClearMediumHandler, TakeMediumAwayHandler, ShareMediaHandler],
};
