import type { Sealed } from '#contracts/shared/sealed.js';
import { storyTranslatedV1 } from '#contracts/story-submission/story-translated.v1.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { received } from '#service-kit/messages/received.js';

export interface TranslationKnown {
  readonly language: 'en' | 'cy';
  /** Of the text it was made from: read only while that is the newest. */
  readonly storyVersion: number;
  readonly by: string;
  readonly at: string;
  readonly text: Sealed;
}

export interface TranslationsKnown {
  /** The story. */
  readonly id: string;
  readonly organisation: string;
  /** One a language, the newest. */
  readonly made: readonly TranslationKnown[];
}

export const translations = collection<TranslationsKnown>()('translations', {});

export const translationsModel: ReadModel = {
  name: 'translations',
  version: 1,
  collections: [translations],
  async project(event, changes) {
    const translated = received(event, storyTranslatedV1);
    if (translated === undefined) return;
    const { story: id, language, storyVersion, by, at, text } = translated;
    const before = (await changes.get(translations, id))?.made ?? [];
    changes.put(translations, {
      ...{ id, organisation: event.metadata.organisation },
      made: [...before.filter((each) => each.language !== language), { language, storyVersion, by, at, text }],
    });
  },
};
