import { reportsAccessedV1 } from '#contracts/impact-reporting/reports-accessed.v1.js';
import type { Access } from '#contracts/shared/access.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { isAccessRecorded } from '#service-kit/access-records/access-record.js';
import { received } from '#service-kit/messages/received.js';

/** What people who work with stories look at one for. */
export const lookedFor = ['see', 'see-media', 'make-ready', 'translate', 'check', 'code', 'letter'] as const;
export type LookedFor = (typeof lookedFor)[number];

/** A day on which somebody who works with stories looked at one. */
export interface StoryLook {
  readonly id: string;
  readonly story: string;
  /** The first time that day. */
  readonly at: string;
  readonly person: string;
  /** Null: from before it was written down. */
  readonly why: LookedFor | null;
}

export const storyLooks = collection<StoryLook>()('story-looks', { byStory: ['story', 'at'] });

/** From what the audit is told of too. Who looks into a concern is not in it: its teller must not learn of one here. */
export const storyLooksModel: ReadModel = {
  name: 'story-looks',
  version: 2,
  collections: [storyLooks],
  async project(recorded, changes) {
    const { stream, streamVersion, event } = recorded;
    const look = (seen: Access | undefined, why: LookedFor | null): void => {
      // A letter to its teller is printed with where they live.
      if (seen?.kind !== 'story' && seen?.kind !== 'letter') return;
      const { object: story, at, person } = seen;
      changes.put(storyLooks, { id: `${stream}@${String(streamVersion)}`, story, at, person, why });
    };
    if (isAccessRecorded(event)) {
      const { kind, why } = event.data;
      look(event.data, kind === 'letter' ? 'letter' : (lookedFor.find((each) => each === why) ?? null));
    } else look(received(recorded, reportsAccessedV1), 'code');
  },
};
