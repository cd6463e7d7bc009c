import type { Consent } from '#contracts/shared/consent.js';
import { never } from '#contracts/shared/decider.js';
import type { Sealed } from '#contracts/shared/sealed.js';

import type { ContributorEvent, PartInStory } from './contributor-events.js';
import type { MergeEvent } from './merge-events.js';
import { narrowest, nobodyMayRead } from './narrowest-consent.js';
import type { StoryState } from './story.js';

export interface Contributor {
  readonly id: string;
  readonly part: PartInStory;
  readonly name: Sealed;
  readonly contact: Sealed | null;
  readonly codeHash: string;
  readonly answer: { readonly consent: Consent; readonly storyVersion: number } | null;
  /** ISO 8601; null: they did not. */
  readonly tookBackAt: string | null;
  /** They took their part back, and the text is without it. */
  readonly isLeftOut: boolean;
}

/** Whose answers a story needs beside its teller’s. */
export interface Together {
  readonly contributors: readonly Contributor[];
  /** The story that is read in the place of this one. */
  readonly mergedInto: string | null;
  /** What was agreed to for those this one is read in the place of. */
  readonly merged: readonly { readonly from: string; readonly consent: Consent }[];
}

export const nobodyElse: Together = { contributors: [], mergedInto: null, merged: [] };

export function togetherAfter(before: Together, event: ContributorEvent | MergeEvent): Together {
  const changed = (id: string, change: Partial<Contributor>): Together => ({
    ...before,
    contributors: before.contributors.map((each) => (each.id === id ? { ...each, ...change } : each)),
  });
  switch (event.type) {
    case 'ContributorListed': {
      const { contributor: id, ...listed } = event.data;
      const fresh = { id, ...listed, answer: null, tookBackAt: null, isLeftOut: false };
      return { ...before, contributors: [...before.contributors, fresh] };
    }
    case 'ContributorCodeReplaced':
      return changed(event.data.contributor, { codeHash: event.data.codeHash });
    case 'ContributorAnswered': {
      const { contributor, consent, storyVersion } = event.data;
      return changed(contributor, { answer: { consent, storyVersion } });
    }
    case 'ContributorTookBack':
      return changed(event.data.contributor, { tookBackAt: event.data.at });
    case 'ContributorsLeftOut':
      return event.data.contributors.reduce<Together>(
        (so, id) => ({
          ...so,
          contributors: so.contributors.map((each) => (each.id === id ? { ...each, isLeftOut: true } : each)),
        }),
        before,
      );
    case 'StoryMerged':
      return { ...before, mergedInto: event.data.into };
    case 'StoryMergeUndone':
      return { ...before, mergedInto: null };
    case 'MergedConsentKnown':
      return { ...before, merged: [...without(before, event.data.from), event.data] };
    case 'MergedConsentForgotten':
      return { ...before, merged: without(before, event.data.from) };
    default:
      return never(event);
  }
}

const without = ({ merged }: Together, from: string): Together['merged'] => merged.filter((each) => each.from !== from);

/** Those whose yes to the text as it stands is needed. */
export const thoseIn = ({ together }: Pick<StoryState, 'together'>): readonly Contributor[] =>
  together.contributors.filter(({ isLeftOut }) => !isLeftOut);

/** How many have not said yes to the text as it stands. */
export const awaited = (state: Pick<StoryState, 'together' | 'storyVersion'>): number =>
  thoseIn(state).filter(({ answer, tookBackAt }) => tookBackAt === null && answer?.storyVersion !== state.storyVersion)
    .length;

export const someoneTookBack = (state: Pick<StoryState, 'together'>): boolean =>
  thoseIn(state).some(({ tookBackAt }) => tookBackAt !== null);

type Answered = Pick<StoryState, 'submitted' | 'consent' | 'isConsentNarrowed' | 'storyVersion' | 'together'>;

/** What those in the story agreed to, leaving aside what it was merged with. */
export function agreedTogether(state: Answered): Consent {
  const { submitted, consent, isConsentNarrowed, together } = state;
  const answers = thoseIn(state).flatMap(({ answer }) => (answer === null ? [] : [answer.consent]));
  // Nobody’s own answer came with it: what stands there is only where it begins.
  const own = submitted.awaitsThoseInIt === true && !isConsentNarrowed ? [] : [consent];
  const [first, ...rest] = [...own, ...answers];
  if (first === undefined) return nobodyMayRead(consent);
  const all = narrowest(first, ...rest);
  if (awaited(state) > 0 || someoneTookBack(state)) return nobodyMayRead(all);
  return together.contributors.some(({ isLeftOut }) => isLeftOut) ? unnamed(all) : all;
}

/** Who may read it now: the narrowest of all answers, and nobody while one is awaited or was taken back. */
export function sharedConsent(state: Answered): Consent {
  const { together } = state;
  const all = narrowest(agreedTogether(state), ...together.merged.map(({ consent }) => consent));
  return together.mergedInto === null ? all : nobodyMayRead(all);
}

/** Names were sealed together when the story was told: the name of someone who left is shown to nobody. */
const unnamed = (consent: Consent): Consent => ({
  ...consent,
  audiences: Object.fromEntries(Object.keys(consent.audiences).map((audience) => [audience, { named: false }])),
});

/** Whether more than one answer has ever counted: the key is kept level with all of them. */
export const isTogether = ({ together, submitted }: Pick<StoryState, 'together' | 'submitted'>): boolean =>
  together !== nobodyElse || submitted.awaitsThoseInIt === true;
