import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { StoryText, TranslatedText } from '#contracts/shared/story-text.js';
import type { WithheldBecause } from '#key-vault/key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { consentBeside, type ConsentBeside } from '#service-kit/stories/consent-beside.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { storyStream } from '../domain/story/events.js';
import { languagesFor, type TranslationLanguage } from '../domain/translation/translation.js';
import { stories, type StoryDocument } from '../read-models/stories/stories.js';
import { translations, type TranslationMade } from '../read-models/translations/translations.js';
import { periodOf } from './programme-for.js';
import { programmeToRead } from './stories-to-read.js';
import { importsThatEnded } from './import-has-ended.js';
import { findStory } from './find-story.js';

/** Named to the teller among those who read before panels do. */
export const translators = ['evaluator', 'facilitator'] as const;

export interface TranslationRead extends Omit<TranslationMade, 'text'> {
  readonly text: TranslatedText;
  /** Of a version that is not the newest any more. */
  readonly isOld: boolean;
}

export interface StoryToTranslate {
  readonly document: StoryDocument;
  readonly text:
    | {
        readonly kind: 'shown';
        readonly story: StoryText;
        readonly consent: ConsentBeside | null;
        readonly translations: readonly TranslationRead[];
      }
    | { readonly kind: 'withheld'; readonly because: WithheldBecause };
}

/** Of a programme whose stories they may translate. */
export async function storyOfTranslator(
  { views }: Pick<ServiceRuntime, 'views'>,
  who: SomeoneAsking,
  story: string,
): Promise<StoryDocument> {
  const document = await findStory(views, story);
  const isHidden = document === undefined || !(await importsThatEnded(views)(document.import));
  if (isHidden || !mayActOn(who, document, [...translators])) return throwRefusal(refuse('story-not-found', 'story'));
  return document;
}

/** The vault says whether its teller agreed to translation. */
export async function storyToTranslate(
  { views, vault, unlocking }: ServiceRuntime,
  who: SomeoneAsking,
  story: string,
): Promise<StoryToTranslate> {
  const document = await storyOfTranslator({ views }, who, story);
  const answer = await unlocking.unlockOne({
    ...{ owner: storyStream(story), reader: who, purpose: 'translate', use: 'translate' },
  });
  if (answer.kind === 'withheld') return { document, text: { kind: 'withheld', because: answer.because } };
  const made = (await views.get(translations, story))?.made ?? [];
  return {
    document,
    text: {
      kind: 'shown',
      story: answer.open<StoryText>(document.text),
      consent: await consentBeside(vault, story),
      translations: made.map(({ text, ...rest }) => ({
        ...rest,
        text: answer.open<TranslatedText>(text),
        isOld: rest.storyVersion !== document.text.version,
      })),
    },
  };
}

export interface ToTranslate {
  readonly story: string;
  readonly reference: string;
  readonly told: StoryDocument['language'];
  readonly words: number;
  readonly into: TranslationLanguage;
  /** It was translated before its teller corrected it. */
  readonly isOld: boolean;
}

export interface TranslationsMissing {
  readonly design: ProgrammeDesign;
  readonly period: string;
  readonly items: readonly ToTranslate[];
  /** Whose tellers did not agree to translation. */
  readonly notAgreed: number;
}

/** What panels of a period may receive, in each language of the programme that it is not in yet. */
export async function translationsMissing(
  service: ServiceRuntime,
  who: SomeoneAsking,
  programme: string,
  asked: string,
): Promise<TranslationsMissing> {
  const { views, vault } = service;
  const design = await programmeToRead(service, who, programme);
  const { id: period } = periodOf(design, asked);
  await views.level();
  const hasEnded = importsThatEnded(views);
  const items: ToTranslate[] = [];
  let notAgreed = 0;
  const equals = { organisation: who.organisation, programme, period };
  for await (const document of views.stream(stories, { index: 'byPeriod', equals })) {
    const { id, reference, language, state, moderation, text, words } = document;
    if (state !== 'active' || moderation !== 'cleared' || !(await hasEnded(document.import))) continue;
    const made = (await views.get(translations, id))?.made ?? [];
    const into = languagesFor(language).filter(
      (each) =>
        design.languages.includes(each) &&
        !made.some((one) => one.language === each && one.storyVersion === text.version),
    );
    if (into.length === 0) continue;
    const standing = await vault.consentOf(storyStream(id));
    if (standing?.consent.uses.includes('translate') !== true) {
      notAgreed += 1;
      continue;
    }
    for (const each of into) {
      const isOld = made.some((one) => one.language === each);
      items.push({ ...{ story: id, reference, told: language, words, into: each, isOld } });
    }
  }
  return { design, period, items, notAgreed };
}
