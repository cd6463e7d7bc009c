import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import type { MediaDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { Unlocked, UnlockRequest, WithheldBecause } from '#key-vault/key-vault.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { classOfMedium, classOfWords, whyNotForPanel, type Media, type Medium } from '../domain/media/media.js';
import { storyStream } from '../domain/story/events.js';
import { mediaOf } from './media-of.js';
import { asTeller, wordsIn } from './medium-file.js';
import type { StoryOfMedia } from './story-of-media.js';
import { knownPanels } from '../read-models/panels/panels.js';
import { storyReadings } from '../read-models/story-readings/story-readings.js';
import type { StoryDocument } from '../read-models/stories/stories.js';
import { givenToCheck } from '../checking/given-to-check.js';
import { firstReaders } from '../stories/stories-to-read.js';
import { importsThatEnded } from '../stories/import-has-ended.js';
import { findStory } from '../stories/find-story.js';
import { storyOfTranslator } from '../stories/story-to-translate.js';

/** Those who may add to a story that they brought in, or look after. */
export const mediaStaff = ['evaluator', 'administrator', 'collector'] as const;
export const mediaReaders = [...mediaStaff, 'facilitator', 'panel-member'] as const;

/** Those who were given the story to read, and change nothing of it. */
type MediaReader = 'panel' | 'verifier' | 'translator';

export const isMediaReader = (as: MediaSight['as']): as is MediaReader => as !== 'teller' && as !== 'staff';

/** One who looks at what was added to a story, and as what. */
export interface MediaSight {
  readonly as: 'teller' | 'staff' | MediaReader;
  readonly document: StoryOfMedia;
  readonly media: Media;
  readonly version: number;
  readonly rules: MediaDesign | undefined;
  /** They may add, put in words and take away. */
  readonly mayChange: boolean;
  /** They may say that panels may have it. */
  readonly mayClear: boolean;
  readonly isShared: boolean;
  /** Its teller’s name is shown to whoever looks. */
  readonly isNamed: boolean;
  readonly eyes: (medium: Medium) => UnlockRequest;
}

export interface MediumSeen {
  readonly medium: Medium;
  /** Null: there are none, or they may not be read here. */
  readonly words: string | null;
  /** Why it cannot be opened here; undefined: it can. */
  readonly because: WithheldBecause | ReturnType<typeof whyNotForPanel>;
}

async function sightOf(
  service: ServiceRuntime,
  document: StoryOfMedia,
  given: Pick<MediaSight, 'as' | 'mayChange' | 'mayClear' | 'eyes'>,
  isNamed?: boolean,
): Promise<MediaSight> {
  const { media, version } = await mediaOf(service, document.id);
  const consent = (await service.vault.consentOf(storyStream(document.id)))?.consent;
  return {
    ...given,
    ...{ document, media, version },
    rules: (await service.views.get(knownProgrammes, document.programme))?.design.media,
    isShared: media.mayShowWho && (document.draft !== undefined || (consent?.uses.includes('media') ?? false)),
    isNamed: isNamed ?? consent?.audiences.panel?.named ?? false,
  };
}

/** Of the story whose code was given, sent or not. */
export const sightOfTeller = (service: ServiceRuntime, document: StoryOfMedia): Promise<MediaSight> =>
  sightOf(service, document, {
    ...{ as: 'teller', mayChange: !document.isWithdrawn, mayClear: false },
    eyes: () => asTeller(document),
  });

/** Staff of its programme, or a panel that was given the story to read; to anybody else it is not there. */
export async function sightOfStory(service: ServiceRuntime, who: SomeoneAsking, story: string): Promise<MediaSight> {
  const { views } = service;
  const document = await findStory(views, story);
  if (document === undefined || !(await importsThatEnded(views)(document.import))) {
    return throwRefusal(refuse('story-not-found', 'story'));
  }
  const isFirstReader = mayActOn(who, document, [...firstReaders]);
  const looksAfter = mayActOn(who, document, ['evaluator', 'administrator']);
  const broughtIt = document.collector === who.person && mayActOn(who, document, ['collector']);
  if (isFirstReader || looksAfter || broughtIt) {
    const of = { owner: storyStream(story), reader: who, use: 'read' } as const;
    return sightOf(service, document, {
      as: 'staff',
      mayChange: (looksAfter || broughtIt) && !document.isWithdrawn,
      mayClear: isFirstReader,
      // Before panels may have it somebody has to look; afterwards it is read as the organisation reads.
      eyes: ({ isCleared }) =>
        isFirstReader && (!isCleared || !looksAfter)
          ? { ...of, purpose: 'moderate' }
          : { ...of, purpose: 'audience', audience: 'organisation' },
    });
  }
  const panel = who.organisation === document.organisation ? await panelOf(service, who, document) : undefined;
  if (panel === undefined) return throwRefusal(refuse('story-not-found', 'story'));
  const reader = { person: who.person, organisation: who.organisation, teams: [panel] };
  return sightOf(service, document, {
    ...{ as: 'panel', mayChange: false, mayClear: false },
    eyes: () => ({ owner: storyStream(story), reader, purpose: 'audience', audience: 'panel', use: 'read' }),
  });
}

/** Of the one who checks it, while it is theirs to check: they read its teller’s name too. */
export async function sightOfVerifier(service: ServiceRuntime, who: SomeoneAsking, story: string): Promise<MediaSight> {
  const given = await givenToCheck(service, who, story);
  if (given?.verification.state !== 'assigned') return throwRefusal(refuse('verification-not-found', 'story'));
  const eyes = { owner: storyStream(story), reader: who, purpose: 'verify', use: 'media' } as const;
  const as = { as: 'verifier', mayChange: false, mayClear: false, eyes: () => eyes } as const;
  return sightOf(service, given.story, as, true);
}

/** Of whoever translates stories of its programme: the vault says whether its teller agreed to that. */
export async function sightOfTranslator(
  service: ServiceRuntime,
  who: SomeoneAsking,
  story: string,
): Promise<MediaSight> {
  const document = await storyOfTranslator(service, who, story);
  const eyes = { owner: storyStream(story), reader: who, purpose: 'translate', use: 'media' } as const;
  return sightOf(service, document, { as: 'translator', mayChange: false, mayClear: false, eyes: () => eyes });
}

/** Whether anything is there for them: the pages of the story lead only then to what was told with it. */
export const isThereToSee = async (service: ServiceRuntime, sight: Promise<MediaSight>): Promise<boolean> =>
  (await mediaSeen(service, await sight)).some(({ because }) => because === undefined);

/** Of one who may add, put in words and take away. */
export async function sightToChange(service: ServiceRuntime, who: SomeoneAsking, story: string): Promise<MediaSight> {
  const sight = await sightOfStory(service, who, story);
  return sight.mayChange ? sight : throwRefusal(refuse('story-not-found', 'story'));
}

/** Of one who may say that panels may have it. */
export async function sightToClear(service: ServiceRuntime, who: SomeoneAsking, story: string): Promise<MediaSight> {
  const sight = await sightOfStory(service, who, story);
  return sight.mayClear ? sight : throwRefusal(refuse('story-not-found', 'story'));
}

/** The panel on which they opened it, or whose facilitator they are where a member did; while they are on it. */
async function panelOf({ views }: ServiceRuntime, { person }: SomeoneAsking, { id, programme }: StoryDocument) {
  const { documents } = await views.find(knownPanels, { index: 'byProgramme', equals: { programme } });
  const sitsOn = new Set(documents.filter(({ members }) => members.includes(person)).map(({ panel }) => panel));
  const leads = new Set(documents.filter(({ facilitator }) => facilitator === person).map(({ panel }) => panel));
  for await (const reading of views.stream(storyReadings, { index: 'byStory', equals: { story: id } })) {
    if (leads.has(reading.panel) || (reading.person === person && sitsOn.has(reading.panel))) return reading.panel;
  }
  return undefined;
}

/** What they may see of each, in the order it was added. */
export async function mediaSeen({ unlocking }: ServiceRuntime, sight: MediaSight): Promise<readonly MediumSeen[]> {
  const { media } = sight.media;
  const answers = await unlocking.unlock(media.map((medium) => sight.eyes(medium)));
  return media.map((medium, at) => {
    const answer = answers[at];
    const because = whyNotSeen(sight, medium, answer);
    const mayReadWords = answer?.kind === 'granted' && answer.classes.includes(classOfWords(medium.medium));
    const isForThem = !isMediaReader(sight.as) || because === undefined;
    return {
      medium,
      words: mayReadWords && isForThem ? wordsIn((sealed) => answer.open(sealed), medium.words) : null,
      because,
    };
  });
}

/** One of them that may be opened now. */
export async function mediumOpen(
  { unlocking }: ServiceRuntime,
  sight: MediaSight,
  medium: string,
): Promise<{ readonly medium: Medium; readonly eyes: UnlockRequest }> {
  const found = sight.media.media.find((each) => each.medium === medium);
  if (found === undefined) return throwRefusal(refuse('medium-not-found', 'medium'));
  const eyes = sight.eyes(found);
  const because = whyNotSeen(sight, found, await unlocking.unlockOne(eyes));
  return because === undefined ? { medium: found, eyes } : throwRefusal(refuse('medium-not-found', 'medium'));
}

function whyNotSeen(sight: MediaSight, medium: Medium, answer: Unlocked | undefined): MediumSeen['because'] {
  if (answer?.kind !== 'granted') return answer?.because ?? 'unknown';
  if (!answer.classes.includes(classOfMedium(medium.medium))) return 'not-consented';
  const { isNamed } = sight;
  return isMediaReader(sight.as) ? whyNotForPanel(medium, { isNamed, mayShowWho: sight.media.mayShowWho }) : undefined;
}
