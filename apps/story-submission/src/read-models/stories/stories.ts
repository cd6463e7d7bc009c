import { never } from '#contracts/shared/decider.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import { isOverTimeEvent } from '../../domain/over-time/events.js';
import { isContributorEvent } from '../../domain/story/contributor-events.js';
import { isMergeEvent } from '../../domain/story/merge-events.js';
import type { Moderation } from '../../domain/story/story.js';
import { isStoryEvent, type StoryEvent, type StorySubmitted } from '../../domain/story/events.js';

/** Not to be erased up to and with that day. */
export interface LegalHoldKnown {
  readonly hold: string;
  readonly of: 'story' | 'person';
  readonly until: string;
  readonly by: string;
  readonly why: Sealed;
}

/** Facts in clear, text sealed. */
export interface StoryDocument {
  readonly id: string;
  readonly organisation: string;
  readonly version: number;
  readonly programme: string;
  readonly period: string;
  readonly domain: string | null;
  readonly language: StorySubmitted['data']['language'];
  readonly route: StorySubmitted['data']['route'];
  readonly toldOn: string;
  readonly words: number;
  readonly reference: string;
  readonly teller: string;
  readonly collector: string | null;
  readonly audiences: readonly string[];
  /** Taken back, or erased. */
  readonly isWithdrawn: boolean;
  readonly state: 'active' | 'frozen' | 'withdrawn' | 'erased';
  /** Whether a trained person has read the newest text. */
  readonly moderation: Moderation;
  readonly isWaiting: boolean;
  /** ISO 8601; null where it waits for nothing. */
  readonly waitsUntil: string | null;
  /** Concerns that keep it from panels. */
  readonly heldFor: readonly string[];
  readonly legalHolds: readonly LegalHoldKnown[];
  /** The story that is read in the place of this one. */
  readonly mergedInto: string | null;
  readonly codeHash: string | null;
  readonly import: string | null;
  readonly text: Sealed;
  readonly names: Sealed | null;
}

export const stories = collection<StoryDocument>()('stories', {
  byImport: ['import'],
  byCode: ['codeHash'],
  byOrganisation: ['organisation', 'toldOn'],
  byProgramme: ['organisation', 'programme', 'toldOn'],
  byPeriod: ['organisation', 'programme', 'period', 'toldOn'],
  byDomain: ['organisation', 'programme', 'domain', 'toldOn'],
  byReference: ['organisation', 'programme', 'reference'],
  byModeration: ['organisation', 'programme', 'moderation', 'toldOn'],
  byTeller: ['organisation', 'teller'],
  byWaiting: ['isWaiting', 'waitsUntil'],
});

/** For lists: text is opened one story at a time. */
export type StoryFacts = Omit<StoryDocument, 'text' | 'names' | 'codeHash' | 'legalHolds'>;

export const storiesModel: ReadModel = {
  name: 'stories',
  version: 8,
  collections: [stories],
  async project({ stream, streamVersion, event, metadata }, changes) {
    if (isOverTimeEvent(event) && event.type === 'CodeReplaced') {
      const { story: of, contributor, codeHash } = event.data;
      const known = contributor === undefined ? await changes.get(stories, of) : undefined;
      if (known !== undefined) changes.put(stories, { ...known, codeHash });
      return;
    }
    if (!isStoryEvent(event)) return;
    if (event.type === 'StorySubmitted') {
      const { data } = event;
      changes.put(stories, {
        id: data.story,
        organisation: metadata.organisation,
        version: streamVersion,
        programme: data.programme,
        period: data.period,
        domain: data.domain,
        language: data.language,
        route: data.route,
        toldOn: data.toldOn,
        words: data.words,
        reference: data.reference,
        teller: data.teller,
        collector: data.collector,
        audiences: Object.keys(data.consent.audiences),
        isWithdrawn: false,
        state: 'active',
        moderation: 'waiting',
        isWaiting: data.waitsUntil !== undefined,
        waitsUntil: data.waitsUntil ?? null,
        heldFor: [],
        legalHolds: [],
        mergedInto: null,
        codeHash: data.codeHash,
        import: data.import,
        text: data.text,
        names: data.names,
      });
      return;
    }
    const before = await changes.get(stories, stream.slice('story/'.length));
    if (before === undefined) return;
    changes.put(stories, { ...changed(before, event, metadata.actor), version: streamVersion });
  },
};

function changed(before: StoryDocument, event: Exclude<StoryEvent, StorySubmitted>, by: string): StoryDocument {
  if (isMergeEvent(event)) {
    if (event.type === 'StoryMerged') return { ...before, mergedInto: event.data.into };
    return event.type === 'StoryMergeUndone' ? { ...before, mergedInto: null } : before;
  }
  // Their answers are counted where they are asked for: at the key, and in the story’s own log.
  if (isContributorEvent(event)) return before;
  switch (event.type) {
    case 'ConsentNarrowed':
    case 'ConsentRenewed':
      return { ...before, audiences: Object.keys(event.data.consent.audiences) };
    case 'StoryWithdrawn':
      return { ...before, isWithdrawn: true, state: 'withdrawn' };
    case 'StoryCorrected':
    case 'RedactionAgreed':
      return { ...before, text: event.data.text, words: event.data.words, moderation: 'waiting' };
    case 'RedactionProposed':
    case 'OtherWordsProposed':
    case 'RedactionTakenBack':
      // What is proposed stands in a view of its own (read-models/redactions).
      return before;
    case 'SharingPaused':
      return { ...before, state: 'frozen' };
    case 'SharingResumed':
      return { ...before, state: 'active' };
    case 'StoryMoved':
      return { ...before, domain: event.data.domain };
    case 'StoryCleared':
      return { ...before, moderation: 'cleared' };
    case 'StoryHeldBack':
      return { ...before, moderation: 'held-back' };
    case 'WaitingEnded':
      return { ...before, isWaiting: false, waitsUntil: null };
    case 'HeldForConcern':
      return { ...before, heldFor: [...before.heldFor, event.data.concern] };
    case 'LetGoByConcern':
      return { ...before, heldFor: before.heldFor.filter((concern) => concern !== event.data.concern) };
    case 'LegalHoldPlaced':
      return { ...before, legalHolds: [...before.legalHolds, { ...event.data, by }] };
    case 'LegalHoldEnded':
      return { ...before, legalHolds: before.legalHolds.filter(({ hold }) => hold !== event.data.hold) };
    case 'StoryErased':
      return { ...before, isWithdrawn: true, state: 'erased' };
    default:
      return never(event);
  }
}
