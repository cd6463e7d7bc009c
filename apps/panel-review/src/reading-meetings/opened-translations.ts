import type { TranslatedText } from '#contracts/shared/story-text.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { TranslatedInto } from '../domain/sitting/languages.js';
import { stories } from '../read-models/stories/stories.js';
import { translations, type TranslationKnown } from '../read-models/translations/translations.js';
import type { PanelReader } from './opened-texts.js';

export interface TranslationForPanel extends Pick<TranslationKnown, 'language' | 'by' | 'at'> {
  readonly text: TranslatedText;
}

export interface TranslationsForPanel {
  readonly read: readonly TranslationForPanel[];
  /** Languages in which there is only a translation of an earlier version. */
  readonly old: readonly ('en' | 'cy')[];
}

const nothing: TranslationsForPanel = { read: [], old: [] };

async function madeOf({ views }: ServiceRuntime, story: string) {
  const made = (await views.get(translations, story))?.made ?? [];
  const newest = made.length === 0 ? undefined : (await views.get(stories, story))?.submitted.storyVersion;
  return {
    current: made.filter(({ storyVersion }) => storyVersion === newest),
    old: made.filter(({ storyVersion }) => storyVersion !== newest),
  };
}

/** For whoever reads on a panel, where the teller agreed to translation: the vault says. */
export async function openedTranslations(
  service: ServiceRuntime,
  reader: PanelReader,
  story: string,
): Promise<TranslationsForPanel> {
  const { current, old } = await madeOf(service, story);
  if (current.length === 0 && old.length === 0) return nothing;
  const as = { purpose: 'audience', audience: 'panel', use: 'translate' } as const;
  const answer = await service.unlocking.unlockOne({ owner: `story/${story}`, reader, ...as });
  if (answer.kind === 'withheld') return nothing;
  return {
    read: current.map(({ language, by, at, text }) => ({ language, by, at, text: answer.open<TranslatedText>(text) })),
    old: old.map(({ language }) => language),
  };
}

/** Into which languages each story is put as it stands now, as far as its teller lets it be. */
export async function translatedInto(service: ServiceRuntime, ids: readonly string[]): Promise<TranslatedInto> {
  const found = new Map<string, readonly string[]>();
  for (const story of new Set(ids)) {
    const { current } = await madeOf(service, story);
    if (current.length === 0) continue;
    const standing = await service.vault.consentOf(`story/${story}`);
    if (standing?.consent.uses.includes('translate') !== true) continue;
    found.set(
      story,
      current.map(({ language }) => language),
    );
  }
  return found;
}
