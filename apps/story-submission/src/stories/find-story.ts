import type { Views } from '#projections/read-model.js';

import { stories, type StoryDocument } from '../read-models/stories/stories.js';
import { foundInTime } from './by-code.js';

export const findStory = (views: Views, story: string): Promise<StoryDocument | undefined> =>
  foundInTime(views, () => views.get(stories, story));
