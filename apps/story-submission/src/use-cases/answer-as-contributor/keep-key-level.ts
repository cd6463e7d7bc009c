import type { Reaction } from '#service-kit/service.js';

import { isContributorEvent } from '../../domain/story/contributor-events.js';
import { isStoryEvent, type StoryEvent } from '../../domain/story/events.js';
import { isMergeEvent } from '../../domain/story/merge-events.js';
import { goOnAsRecorded } from '../../consent/go-on.js';
import { shareAsAgreed } from '../../stories/share-as-agreed.js';

const changesSharing = new Set<StoryEvent['type']>([
  'StorySubmitted',
  'StoryCorrected',
  'RedactionAgreed',
  'ConsentNarrowed',
  'ConsentRenewed',
]);

/** After a stop between the two, and after answers that crossed, the key is level all the same. */
export const keepKeyLevel: Reaction = {
  name: 'keep-key-level',
  on: async ({ event, stream }, service) => {
    if (!isStoryEvent(event)) return;
    const story = stream.slice('story/'.length);
    if (event.type === 'SharingResumed') return goOnAsRecorded(service, story);
    if (event.type === 'StorySubmitted' && event.data.awaitsThoseInIt !== true) return;
    if (!isContributorEvent(event) && !isMergeEvent(event) && !changesSharing.has(event.type)) return;
    await shareAsAgreed(service, story);
  },
};
