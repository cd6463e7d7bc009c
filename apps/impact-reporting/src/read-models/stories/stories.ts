import type { Sealed } from '#contracts/shared/sealed.js';
import { storySubmittedV1 } from '#contracts/story-submission/story-submitted.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { received } from '#service-kit/received.js';

/** A story as reports need it: facts, and what the vault may open. */
export interface StoryDocument {
  readonly id: string;
  readonly organisation: string;
  readonly programme: string;
  readonly period: string;
  readonly domain: string | null;
  readonly language: string;
  readonly reference: string;
  readonly isWithdrawn: boolean;
  readonly text: Sealed;
  readonly names: Sealed | null;
}

export const stories = collection<StoryDocument>()('stories', {
  byPeriod: ['programme', 'period', 'reference'],
});

export const storiesModel: ReadModel = {
  name: 'stories',
  version: 1,
  collections: [stories],
  async project(event, changes) {
    const submitted = received(event, storySubmittedV1);
    if (submitted !== undefined) {
      const { story, programme, period, domain, language, reference, text, names } = submitted;
      changes.put(stories, {
        id: story,
        organisation: event.metadata.organisation,
        programme,
        period,
        domain,
        language,
        reference,
        isWithdrawn: false,
        text,
        names,
      });
      return;
    }
    const withdrawn = received(event, storyWithdrawnV1);
    if (withdrawn === undefined) return;
    const known = await changes.get(stories, withdrawn.story);
    if (known !== undefined) changes.put(stories, { ...known, isWithdrawn: true });
  },
};
