import { reportsAccessedV1 } from '#contracts/impact-reporting/reports-accessed.v1.js';
import type { Access } from '#contracts/shared/access.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { isAccessRecorded } from '#service-kit/access-records/access-record.js';
import { received } from '#service-kit/messages/received.js';

import { isFeedbackEvent } from '../../domain/feedback/events.js';

/** What people who work with stories look at one for. */
export const lookedFor = ['see', 'see-media', 'make-ready', 'translate', 'check', 'code', 'letter', 'copy'] as const;
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

/** Which story a letter of feedback is about: its address names the feedback alone. */
const storiesOfFeedback = collection<{ readonly id: string; readonly story: string }>()('stories-of-feedback', {});

/** From what the audit is told of too. Who looks into a concern is not in it: its teller must not learn of one here. */
export const storyLooksModel: ReadModel = {
  name: 'story-looks',
  version: 3,
  collections: [storyLooks, storiesOfFeedback],
  async project(recorded, changes) {
    const { stream, streamVersion, event } = recorded;
    const look = (seen: Access | undefined, why: LookedFor | null): void => {
      // A letter to its teller is printed with where they live.
      if (seen?.kind !== 'story' && seen?.kind !== 'letter') return;
      const { object: story, at, person } = seen;
      changes.put(storyLooks, { id: `${stream}@${String(streamVersion)}`, story, at, person, why });
    };
    if (isFeedbackEvent(event)) {
      if (event.type !== 'FeedbackDrafted') return;
      changes.put(storiesOfFeedback, { id: event.data.feedback, story: event.data.story });
    } else if (isAccessRecorded(event)) {
      const { kind, why, object } = event.data;
      const isLetter = kind === 'letter' || why === 'letter';
      const of = isLetter && kind === 'feedback' ? await changes.get(storiesOfFeedback, object) : undefined;
      const seen: Access = of === undefined ? event.data : { ...event.data, kind: 'letter', object: of.story };
      look(seen, isLetter ? 'letter' : (lookedFor.find((each) => each === why) ?? null));
    } else look(received(recorded, reportsAccessedV1), 'code');
  },
};
