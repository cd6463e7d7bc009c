import type { Sealed } from '#contracts/shared/sealed.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import { isTranslationEvent, type TranslationLanguage } from '../../domain/translation/translation.js';

export interface TranslationMade {
  readonly language: TranslationLanguage;
  /** Of the text it was made from: old as soon as there is a newer one. */
  readonly storyVersion: number;
  readonly by: string;
  readonly at: string;
  readonly text: Sealed;
}

export interface TranslationsDocument {
  /** The story. */
  readonly id: string;
  readonly organisation: string;
  readonly version: number;
  /** One a language, the newest. */
  readonly made: readonly TranslationMade[];
}

export const translations = collection<TranslationsDocument>()('translations', {});

export const translationsModel: ReadModel = {
  name: 'translations',
  version: 1,
  collections: [translations],
  async project({ event, streamVersion, metadata }, changes) {
    if (!isTranslationEvent(event)) return;
    const { story: id, language, storyVersion, text } = event.data;
    const before = (await changes.get(translations, id))?.made ?? [];
    const made = { language, storyVersion, by: metadata.actor, at: metadata.at, text };
    changes.put(translations, {
      ...{ id, organisation: metadata.organisation, version: streamVersion },
      made: [...before.filter((each) => each.language !== language), made],
    });
  },
};
