import type { ConsentAudience } from '#contracts/shared/consent.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import { isReportEvent } from '../../domain/report/report.js';

/**
 * A story that an issue for an audience showed and that was not taken out since. Found by the story: one that was held
 * over is in the report of a later period than the one it was told in.
 */
export interface ShownStory {
  readonly id: string;
  readonly story: string;
  readonly programme: string;
  /** Of the report. */
  readonly period: string;
  readonly audience: ConsentAudience;
}

export const shownStories = collection<ShownStory>()('shown-stories', { byStory: ['story'] });

export const shownStoriesModel: ReadModel = {
  name: 'shown-stories',
  version: 1,
  collections: [shownStories],
  project({ event }, changes) {
    if (!isReportEvent(event)) return;
    const { report, programme, period, audience, stories } = event.data;
    const idOf = (story: string): string => `${report}/${audience}/${story}`;
    for (const story of stories) {
      changes.put(shownStories, { id: idOf(story), story, programme, period, audience });
    }
    if (event.type === 'ReportReissued') changes.remove(shownStories, idOf(event.data.withdrawn));
  },
};
