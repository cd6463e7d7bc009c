import { reportsAccessedV1 } from '#contracts/impact-reporting/reports-accessed.v1.js';
import { storyModeratedV1 } from '#contracts/story-submission/story-moderated.v1.js';
import { storyMovedV1 } from '#contracts/story-submission/story-moved.v1.js';
import type { ServiceArea } from '#service-kit/service-area.js';

import { storyLooksModel } from '../read-models/story-looks/story-looks.js';
import { storyReadingsModel } from '../read-models/story-readings/story-readings.js';
import { keepHoldsAtKey } from '../stories/held-at-key.js';
import { ReadStoryFirstApi } from '../use-cases/read-story-first/read-story-first.api.js';
import { ClearStoryHandler, HoldBackStoryHandler } from '../use-cases/read-story-first/read-story-first.command.js';
import { ReadStoryFirstPage } from '../use-cases/read-story-first/read-story-first.page.js';
import { StoriesToReadPage } from '../use-cases/read-story-first/stories-to-read.page.js';
import { SeeStoriesApi } from '../use-cases/see-stories/see-stories.api.js';
import { SeeStoriesPage } from '../use-cases/see-stories/see-stories.page.js';
import { SeeStoriesHandler } from '../use-cases/see-stories/see-stories.query.js';
import { SeeStoryApi } from '../use-cases/see-story/see-story.api.js';
import { SeeStoryPage } from '../use-cases/see-story/see-story.page.js';
import { SeeStoryHandler } from '../use-cases/see-story/see-story.query.js';
import { MoveStoryHandler } from '../use-cases/sort-stories/move-story.command.js';
import { SortStoriesApi } from '../use-cases/sort-stories/sort-stories.api.js';
import { SortStoriesPage } from '../use-cases/sort-stories/sort-stories.page.js';

/** What a trained person does before panels: read, clear, hold back, sort. */
export const readingFirst: ServiceArea = {
  readModels: [storyReadingsModel, storyLooksModel],
  listensTo: [reportsAccessedV1],
  speaks: [storyMovedV1, storyModeratedV1],
  controllers: [
    StoriesToReadPage,
    ReadStoryFirstPage,
    SeeStoriesPage,
    SeeStoryPage,
    SortStoriesPage,
    SeeStoriesApi,
    SortStoriesApi,
    ReadStoryFirstApi,
    SeeStoryApi,
  ],
  reactions: [keepHoldsAtKey],
  handlers: [SeeStoriesHandler, MoveStoryHandler, ClearStoryHandler, HoldBackStoryHandler, SeeStoryHandler],
};
