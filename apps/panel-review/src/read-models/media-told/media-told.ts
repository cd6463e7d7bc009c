import type { ContractData } from '#contracts/shared/contract.js';
import { storyMediaChangedV1 } from '#contracts/story-submission/story-media-changed.v1.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { received } from '#service-kit/messages/received.js';

/** What was told with a story beside its words, as far as it is ready for panels. */
export interface MediaTold extends Pick<ContractData<typeof storyMediaChangedV1>, 'ready' | 'mayShowWho' | 'revision'> {
  /** Of the story. */
  readonly id: string;
}

export const mediaTold = collection<MediaTold>()('mediaTold', {});

export const mediaToldModel: ReadModel = {
  name: 'mediaTold',
  version: 1,
  collections: [mediaTold],
  async project(event, changes) {
    const said = received(event, storyMediaChangedV1);
    if (said === undefined) return;
    const { story: id, ready, mayShowWho, revision } = said;
    const before = await changes.get(mediaTold, id);
    // A message delivered again, or late, must not bring back what was taken away.
    if (before === undefined || before.revision < revision) changes.put(mediaTold, { id, ready, mayShowWho, revision });
  },
};
