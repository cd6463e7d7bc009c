import type { Consent } from '#contracts/shared/consent.js';
import { never } from '#contracts/shared/decider.js';
import type { Sealed } from '#contracts/shared/sealed.js';

import type { ContributorEvent, PartInStory } from './contributor-events.js';
import type { MergeEvent } from './merge-events.js';

export interface Contributor {
  readonly id: string;
  readonly part: PartInStory;
  readonly name: Sealed;
  readonly contact: Sealed | null;
  readonly codeHash: string;
  readonly answer: { readonly consent: Consent; readonly storyVersion: number } | null;
  /** They set their answer aside, and have not answered since. */
  readonly isPaused: boolean;
  /** ISO 8601; null: they did not. */
  readonly tookBackAt: string | null;
  /** They took their part back, and the text is without it. */
  readonly isLeftOut: boolean;
  /** What named them cannot be read any more. */
  readonly isErased: boolean;
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
      const fresh = {
        id,
        ...listed,
        answer: null,
        isPaused: false,
        tookBackAt: null,
        isLeftOut: false,
        isErased: false,
      };
      return { ...before, contributors: [...before.contributors, fresh] };
    }
    case 'ContributorCodeReplaced':
      return changed(event.data.contributor, { codeHash: event.data.codeHash });
    case 'ContributorAnswered': {
      const { contributor, consent, storyVersion } = event.data;
      return changed(contributor, { answer: { consent, storyVersion }, isPaused: false });
    }
    case 'ContributorPaused':
      return changed(event.data.contributor, { answer: null, isPaused: true });
    case 'ContributorErased':
      return changed(event.data.contributor, { isErased: true });
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
