import { type Decider, type Decision, type DomainEvent, never } from '#contracts/shared/decider.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

export type TranslationLanguage = 'en' | 'cy';
export const translationLanguages = ['en', 'cy'] as const satisfies readonly TranslationLanguage[];

/** A second text beside the one that was told, sealed with it. Who made it and when stands in the event. */
export type StoryTranslated = DomainEvent<
  'StoryTranslated',
  {
    readonly story: string;
    readonly programme: string;
    readonly period: string;
    readonly language: TranslationLanguage;
    readonly storyVersion: number;
    readonly text: Sealed;
  }
>;

export type TranslationEvent = StoryTranslated;

export const translationEventTypes = {
  StoryTranslated: { version: 1 },
} as const satisfies Record<TranslationEvent['type'], { version: number }>;

export const isTranslationEvent = (event: DomainEvent): event is TranslationEvent =>
  event.type in translationEventTypes;

export const translationStream = (story: string): string => `translation/${story}`;

/** The version that was translated, by language. */
export type Translations = Readonly<Partial<Record<TranslationLanguage, number>>>;

export const translationDecider: Decider<Translations, TranslationEvent> = {
  initialState: {},
  evolve: (state, event) => {
    switch (event.type) {
      case 'StoryTranslated':
        return { ...state, [event.data.language]: event.data.storyVersion };
      default:
        return never(event.type);
    }
  },
};

/** Into which languages a story that was told in this one can be put. Told in both or in another: into either. */
export const languagesFor = (told: string): readonly TranslationLanguage[] =>
  translationLanguages.filter((language) => language !== told);

/** Again for the same version: the later one is read. Of an older version than was translated before: refused. */
export const translateStory = (
  state: Translations,
  told: string,
  data: StoryTranslated['data'],
  narrative: string,
): Decision<TranslationEvent> => {
  if (!languagesFor(told).includes(data.language)) return refuse('translation-same-language', 'language');
  if (narrative.trim() === '') return refuse('translation-empty', 'narrative');
  if ((state[data.language] ?? 0) > data.storyVersion) return refuse('story-changed-since-read');
  return [{ type: 'StoryTranslated', schemaVersion: 1, data }];
};
