import type { Consent } from '#contracts/shared/consent.js';
import { type Decider, type Decision, never } from '#contracts/shared/decider.js';
import { domainsAsked } from '#contracts/shared/domains-asked.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';

import type { LegalHoldPlaced, StoryEvent, StorySubmitted, WithdrawnBecause } from './events.js';
import { isContributorEvent } from './contributor-events.js';
import { isMergeEvent } from './merge-events.js';
import { isPrepared } from './prepared.js';
import { redactionAfter, type OpenRedaction } from './redaction-events.js';
import { nobodyElse, togetherAfter, type Together } from './together.js';

export type Moderation = 'waiting' | 'cleared' | 'held-back';

export interface StoryState {
  readonly submitted: StorySubmitted['data'];
  readonly consent: Consent;
  /** Since it was told. */
  readonly isConsentNarrowed: boolean;
  /** Whose answers it needs beside its teller’s. */
  readonly together: Together;
  readonly domain: string | null;
  /** Of the newest text. */
  readonly storyVersion: number;
  /** Whether a trained person has read the newest text. */
  readonly moderation: Moderation;
  /** ISO 8601; null: there is nothing to wait for any more. */
  readonly waitsUntil: string | null;
  /** Concerns that keep it from panels. */
  readonly heldFor: readonly string[];
  /** Kept from panels and reports since somebody held it back, until nothing stands in the way of panels: at the key too. */
  readonly isHeld: boolean;
  /** People on whose panels it must not come, though others may receive it. */
  readonly keptFrom: readonly string[];
  /** Passages that name others, proposed to be left out and not agreed yet. */
  readonly redaction: OpenRedaction | null;
  /** Those placed and not ended, past ones among them. */
  readonly legalHolds: readonly LegalHoldPlaced['data'][];
  readonly isPaused: boolean;
  /** Taken back, or erased. */
  readonly isWithdrawn: boolean;
  readonly isErased: boolean;
}

export const storyDecider: Decider<StoryState | undefined, StoryEvent> = {
  initialState: undefined,
  evolve: (state, event) => {
    if (event.type === 'StorySubmitted') {
      const { consent, domain, storyVersion, waitsUntil = null } = event.data;
      return {
        submitted: event.data,
        consent,
        isConsentNarrowed: false,
        together: nobodyElse,
        domain,
        storyVersion,
        moderation: 'waiting',
        waitsUntil,
        heldFor: [],
        isHeld: false,
        keptFrom: [],
        redaction: null,
        legalHolds: [],
        isPaused: false,
        isWithdrawn: false,
        isErased: false,
      };
    }
    if (state === undefined) throw new Error(`${event.type} before StorySubmitted`);
    if (isContributorEvent(event) || isMergeEvent(event)) {
      return { ...state, together: togetherAfter(state.together, event) };
    }
    switch (event.type) {
      case 'ConsentNarrowed':
        return { ...state, consent: event.data.consent, isConsentNarrowed: true };
      case 'ConsentRenewed':
        return { ...state, consent: event.data.consent };
      case 'StoryWithdrawn':
        return { ...state, isWithdrawn: true };
      case 'StoryCorrected':
        return { ...state, storyVersion: event.data.storyVersion, moderation: 'waiting', redaction: null };
      case 'SharingPaused':
        return { ...state, isPaused: true };
      case 'SharingResumed':
        return { ...state, isPaused: false };
      case 'StoryMoved':
        return { ...state, domain: event.data.domain };
      case 'StoryCleared':
        return heldUntilPrepared({ ...state, moderation: 'cleared' });
      case 'StoryHeldBack':
        return { ...state, moderation: 'held-back', isHeld: true };
      case 'WaitingEnded':
        return heldUntilPrepared({ ...state, waitsUntil: null });
      case 'HeldForConcern':
        return { ...state, heldFor: [...state.heldFor, event.data.concern], isHeld: true };
      case 'LetGoByConcern':
        return heldUntilPrepared({
          ...state,
          heldFor: state.heldFor.filter((concern) => concern !== event.data.concern),
          keptFrom: [...new Set([...state.keptFrom, ...(event.data.keptFrom ?? [])])],
        });
      case 'LegalHoldPlaced':
        return { ...state, legalHolds: [...state.legalHolds, event.data] };
      case 'LegalHoldEnded':
        return { ...state, legalHolds: state.legalHolds.filter(({ hold }) => hold !== event.data.hold) };
      case 'RedactionProposed':
        return { ...state, redaction: redactionAfter(state.redaction, event), isHeld: true };
      case 'OtherWordsProposed':
      case 'RedactionTakenBack':
        return heldUntilPrepared({ ...state, redaction: redactionAfter(state.redaction, event) });
      case 'RedactionAgreed':
        return { ...state, storyVersion: event.data.storyVersion, moderation: 'waiting', redaction: null };
      case 'StoryErased':
        return { ...state, isWithdrawn: true, isErased: true };
      default:
        return never(event);
    }
  },
};

const heldUntilPrepared = (state: StoryState): StoryState => ({ ...state, isHeld: state.isHeld && !isPrepared(state) });

/** Characters as people count them: 40,000 are taken, more than this is no story but a book. */
export const longestNarrative = 100_000;

export interface StoryAsTold {
  readonly period: string;
  readonly domain: string | null;
  readonly narrative: string;
  readonly consent: Consent;
}

type Rule = Refusal | undefined;

export function periodIsOpen({ periods }: ProgrammeDesign, period: string): Rule {
  const found = periods.find(({ id }) => id === period);
  if (found === undefined) return refuse('story-period-unknown', 'period', { period });
  return found.status === 'open' ? undefined : refuse('story-period-not-open', 'period', { period });
}

export function domainIsOfTheProgramme({ domains }: ProgrammeDesign, domain: string | null): Rule {
  if (domain === null || domains.some(({ id }) => id === domain)) return undefined;
  return refuse('story-domain-unknown', 'domain', { domain });
}

/** Nothing is told into a domain that the period does not ask about; a story can still be moved there. */
export const domainIsAskedIn = (design: ProgrammeDesign, period: string, domain: string | null): Rule =>
  domainIsOfTheProgramme(design, domain) ??
  (domain === null || domainsAsked(design, period).some(({ id }) => id === domain)
    ? undefined
    : refuse('story-domain-not-asked', 'domain'));

export function thereIsANarrative(narrative: string): Rule {
  if (narrative.trim() === '') return refuse('story-empty', 'narrative');
  return [...narrative].length > longestNarrative
    ? refuse('story-too-long', 'narrative', { limit: longestNarrative })
    : undefined;
}

export function somebodyMayReadIt({ audiences }: Pick<Consent, 'audiences'>): Rule {
  return Object.keys(audiences).length === 0 ? refuse('story-consent-missing', 'audiences') : undefined;
}

/** What stands against a story before it is sealed: the first rule that says no. */
export const refusalOfTelling = (programme: ProgrammeDesign, told: StoryAsTold): Rule =>
  [
    periodIsOpen(programme, told.period),
    domainIsAskedIn(programme, told.period, told.domain),
    thereIsANarrative(told.narrative),
    somebodyMayReadIt(told.consent),
  ].find((rule) => rule !== undefined);

/** `wasReadBefore`: whoever brings it in says that they have read it for the panels. */
export function submitStory(
  state: StoryState | undefined,
  data: StorySubmitted['data'],
  wasReadBefore = false,
): Decision<StoryEvent> {
  if (state !== undefined) return refuse('story-id-taken');
  const { storyVersion } = data;
  return [
    { type: 'StorySubmitted', schemaVersion: 1, data },
    ...(wasReadBefore
      ? [{ type: 'StoryCleared' as const, schemaVersion: 1, data: { storyVersion, how: 'before-import' as const } }]
      : []),
  ];
}

/** Of another organisation, or not there: the same to whoever asks. */
export const within = (
  state: StoryState | undefined,
  decide: (state: StoryState) => Decision<StoryEvent>,
): Decision<StoryEvent> => (state === undefined ? refuse('story-not-found') : decide(state));

export const withdrawStory = (
  state: StoryState | undefined,
  at: string,
  because?: WithdrawnBecause,
): Decision<StoryEvent> =>
  within(state, ({ isWithdrawn }) =>
    isWithdrawn
      ? []
      : [{ type: 'StoryWithdrawn', schemaVersion: 1, data: { at, ...(because === undefined ? {} : { because }) } }],
  );

export const narrowConsent = (state: StoryState | undefined, consent: Consent): Decision<StoryEvent> =>
  within(state, ({ isWithdrawn }) =>
    isWithdrawn
      ? refuse('story-already-withdrawn')
      : [{ type: 'ConsentNarrowed', schemaVersion: 1, data: { consent } }],
  );

export const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;
