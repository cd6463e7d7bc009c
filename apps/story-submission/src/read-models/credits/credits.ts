import { collection, type ReadModel } from '#projections/read-model.js';

import { creditsDecider, isCreditEvent, type CreditRecorded } from '../../domain/credit/credits.js';

/** Whom a story credits or criticises; names are sealed with its text. */
export interface CreditsOfStory {
  /** Of the story. */
  readonly id: string;
  readonly credits: readonly CreditRecorded['data'][];
}

export const creditsOfStories = collection<CreditsOfStory>()('credits', {});

export const creditsModel: ReadModel = {
  name: 'credits',
  version: 1,
  collections: [creditsOfStories],
  async project({ event }, changes) {
    if (!isCreditEvent(event)) return;
    const { story: id } = event.data;
    const before = (await changes.get(creditsOfStories, id))?.credits ?? [];
    changes.put(creditsOfStories, { id, credits: creditsDecider.evolve(before, event) });
  },
};
