import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { sittingOpenedV1 } from '#contracts/panel-review/sitting-opened.v1.js';
import { storyOpenedV1 } from '#contracts/panel-review/story-opened.v1.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { received } from '#service-kit/messages/received.js';

/** One reading of a story by a member, or what a panel came to about it. */
export interface StoryReading {
  readonly id: string;
  readonly story: string;
  readonly at: string;
  readonly sitting: string;
  readonly panel: string;
  /** Null: the panel as a whole. */
  readonly person: string | null;
  readonly what: 'opened' | 'printed' | 'considered' | 'chosen';
}

interface SittingKnown {
  readonly id: string;
  readonly panel: string;
}

export const storyReadings = collection<StoryReading>()('story-readings', { byStory: ['story', 'at'] });
const sittingsKnown = collection<SittingKnown>()('sittings-known', {});

/** From what panel-review says; kept as ids, and named only for whoever may know. */
export const storyReadingsModel: ReadModel = {
  name: 'story-readings',
  version: 1,
  collections: [storyReadings, sittingsKnown],
  async project(event, changes) {
    const begun = received(event, sittingOpenedV1);
    if (begun !== undefined) changes.put(sittingsKnown, { id: begun.sitting, panel: begun.panel });
    const opened = received(event, storyOpenedV1);
    if (opened !== undefined) {
      const { sitting, story, member, how, at } = opened;
      const id = `${sitting}/${story}/${member}`;
      // The first time counts: opened again is the same reading.
      if ((await changes.get(storyReadings, id)) !== undefined) return;
      const panel = (await changes.get(sittingsKnown, sitting))?.panel ?? '';
      changes.put(storyReadings, { id, story, at, sitting, panel, person: member, what: how });
    }
    const closed = received(event, sittingClosedV1);
    if (closed === undefined) return;
    const { sitting, panel, closedAt: at, outcome } = closed;
    for (const { story } of closed.received) {
      const what = outcome.stories.includes(story) ? 'chosen' : 'considered';
      changes.put(storyReadings, { id: `${sitting}/${story}`, story, at, sitting, panel, person: null, what });
    }
  },
};
