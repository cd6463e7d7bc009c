import type { ContractData } from '#contracts/shared/contract.js';
import { storyCorrectedV1 } from '#contracts/story-submission/story-corrected.v1.js';
import { storyMovedV1 } from '#contracts/story-submission/story-moved.v1.js';
import { storyModeratedV1 } from '#contracts/story-submission/story-moderated.v1.js';
import { storySubmittedV1 } from '#contracts/story-submission/story-submitted.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { received } from '#service-kit/messages/received.js';

/** A story as panels may receive it; its text is opened by the vault alone. */
export interface StoryKnown {
  readonly id: string;
  readonly organisation: string;
  readonly programme: string;
  readonly period: string;
  readonly domain: string;
  readonly reference: string;
  readonly isWithdrawn: boolean;
  /** A trained person has read the newest text, and says that panels may receive it. */
  readonly isCleared: boolean;
  /** Held back from panels since it was said last, also from those that have received it. A correction alone ends it not. */
  readonly isHeld: boolean;
  /** People on whose panels it must not come. */
  readonly keptFrom: readonly string[];
  /** With the newest text. */
  readonly submitted: ContractData<typeof storySubmittedV1>;
}

export const stories = collection<StoryKnown>()('stories', {
  byPeriod: ['programme', 'period', 'domain', 'reference'],
});

export const storiesModel: ReadModel = {
  name: 'stories',
  version: 6,
  collections: [stories],
  async project(event, changes) {
    const submitted = received(event, storySubmittedV1);
    if (submitted !== undefined) {
      const { story: id, programme, period, domain, reference } = submitted;
      const { organisation } = event.metadata;
      changes.put(stories, {
        ...{ id, organisation, programme, period, reference, submitted },
        domain: domain ?? '',
        isWithdrawn: false,
        isCleared: false,
        isHeld: false,
        keptFrom: [],
      });
      return;
    }
    const corrected = received(event, storyCorrectedV1);
    if (corrected !== undefined) {
      const { story, text, words, storyVersion } = corrected;
      const before = await changes.get(stories, story);
      if (before !== undefined) {
        changes.put(stories, {
          ...before,
          isCleared: false,
          submitted: { ...before.submitted, text, words, storyVersion },
        });
      }
      return;
    }
    const moved = received(event, storyMovedV1);
    if (moved !== undefined) {
      const before = await changes.get(stories, moved.story);
      if (before !== undefined) changes.put(stories, { ...before, domain: moved.domain ?? '' });
      return;
    }
    const moderated = received(event, storyModeratedV1);
    if (moderated !== undefined) {
      const before = await changes.get(stories, moderated.story);
      // Said of an older text than stands there: the newer one has to be read.
      if (before !== undefined && before.submitted.storyVersion === moderated.storyVersion) {
        const { isCleared, keptFrom = before.keptFrom } = moderated;
        changes.put(stories, { ...before, isCleared, isHeld: !isCleared, keptFrom });
      }
      return;
    }
    const withdrawn = received(event, storyWithdrawnV1);
    if (withdrawn === undefined) return;
    const known = await changes.get(stories, withdrawn.story);
    if (known !== undefined) changes.put(stories, { ...known, isWithdrawn: true });
  },
};
