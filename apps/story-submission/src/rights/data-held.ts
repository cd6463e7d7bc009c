import type { StoryNames, StoryText, TranslatedText } from '#contracts/shared/story-text.js';
import type { WithheldBecause } from '#key-vault/key-vault.js';

import type { AfterDeath, LostCodeWay, Place } from '../domain/over-time/circumstances.js';
import type { TrustedPerson } from '../domain/over-time/events.js';
import type { Finding } from '../domain/verification/events.js';
import type { ReadersForTeller } from '../readers/readers-for-teller.js';
import type { StillSoRead } from '../still-so-read.js';
import type { CreditSeen } from '../stories/credits-seen.js';
import type { ConsentStep } from './consent-step.js';
import type { RequestSeen } from './requests-of-story.js';

export interface StoryVersion {
  readonly storyVersion: number;
  /** ISO 8601 */
  readonly at: string;
  /** Null: it can be read by nobody any more. */
  readonly text: StoryText | null;
  /** As it came, where characters that cannot be seen were taken out of it. */
  readonly original: StoryText | null;
}

export interface TranslationHeld {
  readonly language: 'en' | 'cy';
  readonly storyVersion: number;
  readonly at: string;
  readonly text: TranslatedText | null;
}

/** Told with the story beside its words; the file itself is given out on its own page. */
export interface MediumHeld {
  readonly medium: string;
  readonly kind: 'picture' | 'audio' | 'video' | 'pdf';
  readonly format: string;
  readonly bytes: number;
  /** Null: still without words, or it can be read by nobody any more. */
  readonly words: string | null;
}

/** How they chose to be reached. */
export interface ReachHeld {
  readonly channel: 'mail' | 'letter' | 'page' | null;
  readonly language: 'en' | 'cy' | null;
  /** They asked that nobody writes to them. */
  readonly isStopped: boolean;
  readonly address: string | null;
  readonly safely: string | null;
}

/** What a meeting said of the story. The words are there once they were seen on the page: GET is no act. */
export interface ToldBackHeld {
  readonly panel: string;
  readonly closedAt: string;
  readonly isSeen: boolean;
  readonly wording: string | null;
  readonly membersSaid: readonly string[];
  readonly answers: readonly { readonly at: string; readonly text: string | null }[];
}

/** What was asked and found where the story was checked: once they have seen it on its page. */
export interface CheckHeld {
  readonly asked: string | null;
  readonly agrees: boolean | null;
  /** Null: nothing yet, or not seen yet. */
  readonly found: { readonly finding: Finding; readonly at: string; readonly note: string | null } | null;
  readonly added: readonly { readonly at: string; readonly text: string | null }[];
}

/** Why the law asks that it is kept. */
export interface HoldHeld {
  readonly of: 'story' | 'person';
  readonly until: string;
  readonly why: string | null;
}

/** What is held of a story, as the one who told it may have it. Notes of staff about it are not in it: the page says so. */
export interface YourData {
  readonly madeAt: string;
  readonly reference: string;
  readonly programme: string;
  readonly period: string;
  readonly domain: string | null;
  readonly language: string;
  readonly route: string;
  readonly toldOn: string;
  readonly state: 'active' | 'frozen' | 'withdrawn' | 'erased';
  readonly withheld: WithheldBecause | null;
  readonly names: StoryNames | null;
  /** Of one of several: how they asked to be reached. Undefined: the teller asks. */
  readonly contact?: string | null;
  readonly versions: readonly StoryVersion[];
  /** Second texts in another language, the newest of each. */
  readonly translations: readonly TranslationHeld[];
  /** Others to be left out, as it is proposed and not agreed yet; null: nothing is. */
  readonly proposed: StoryText | null;
  readonly media: readonly MediumHeld[];
  /** Null where nothing was chosen; of one of several it stands in `contact`. */
  readonly reach: ReachHeld | null;
  readonly toldBack: readonly ToldBackHeld[];
  /** Null: nobody was asked to check it. */
  readonly checked: CheckHeld | null;
  readonly legalHolds: readonly HoldHeld[];
  /** Whom the story speaks well or ill of, as it was noted. */
  readonly credits: readonly Pick<CreditSeen, 'kind' | 'as' | 'name'>[];
  /** What was added months later, when it was asked whether it is still so. */
  readonly stillSo: readonly StillSoRead[];
  /** What was said beside it while telling, or since; null where nothing was. */
  readonly later: {
    readonly place: Place | null;
    readonly lostCode: LostCodeWay | null;
    readonly afterDeath: AfterDeath | null;
    readonly trusted: TrustedPerson | null;
  };
  readonly consentHistory: readonly ConsentStep[];
  readonly readers: ReadersForTeller;
  readonly requests: readonly RequestSeen[];
}
