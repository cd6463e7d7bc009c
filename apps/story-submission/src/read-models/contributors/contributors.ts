import { collection, type ReadModel } from '#projections/read-model.js';

import { isContributorEvent } from '../../domain/story/contributor-events.js';

/** Somebody who answers for themselves about a story, found by the code they were given. */
export interface ContributorKnown {
  readonly id: string;
  readonly story: string;
  readonly organisation: string;
  readonly codeHash: string;
}

export const contributors = collection<ContributorKnown>()('contributors', { byCode: ['codeHash'] });

export const contributorsModel: ReadModel = {
  name: 'contributors',
  version: 1,
  collections: [contributors],
  async project({ stream, event, metadata: { organisation } }, changes) {
    if (!isContributorEvent(event)) return;
    if (event.type !== 'ContributorListed' && event.type !== 'ContributorCodeReplaced') return;
    const { contributor: id, codeHash } = event.data;
    changes.put(contributors, { id, story: stream.slice('story/'.length), organisation, codeHash });
  },
};
