import { collection, type ReadModel } from '#projections/read-model.js';

import { isOverTimeEvent } from '../../domain/over-time/events.js';
import { isContributorEvent } from '../../domain/story/contributor-events.js';
import { isStoryEvent } from '../../domain/story/events.js';

/** Somebody who answers for themselves about a story, found by the code they were given. */
export interface ContributorKnown {
  readonly id: string;
  readonly story: string;
  readonly organisation: string;
  readonly codeHash: string;
}

export const contributors = collection<ContributorKnown>()('contributors', { byCode: ['codeHash'] });

/** A story in which nobody can be recognised, and the panels it stays with. */
export interface StoryOfNamedPanels {
  /** Of the story. */
  readonly id: string;
  readonly organisation: string;
  readonly programme: string;
  readonly panels: readonly string[];
}

export const storiesOfNamedPanels = collection<StoryOfNamedPanels>()('stories-of-named-panels', {
  byProgramme: ['programme'],
});

export const contributorsModel: ReadModel = {
  name: 'contributors',
  version: 1,
  collections: [contributors, storiesOfNamedPanels],
  async project({ stream, event, metadata: { organisation } }, changes) {
    if (isStoryEvent(event) && event.type === 'StorySubmitted' && event.data.nobodyRecognisable !== undefined) {
      const { story, programme, nobodyRecognisable } = event.data;
      changes.put(storiesOfNamedPanels, { id: story, organisation, programme, panels: nobodyRecognisable.panels });
      return;
    }
    if (isOverTimeEvent(event) && event.type === 'CodeReplaced' && event.data.contributor !== undefined) {
      const { contributor: id, story, codeHash } = event.data;
      changes.put(contributors, { id, story, organisation, codeHash });
      return;
    }
    if (!isContributorEvent(event)) return;
    if (event.type !== 'ContributorListed' && event.type !== 'ContributorCodeReplaced') return;
    const { contributor: id, codeHash } = event.data;
    changes.put(contributors, { id, story: stream.slice('story/'.length), organisation, codeHash });
  },
};
