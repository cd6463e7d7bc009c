import type { Consent } from '#contracts/shared/consent.js';

import { allowsTheSame, narrowest, nobodyMayRead } from '#contracts/shared/narrowest-consent.js';
import type { StoryState } from './story.js';
import { nobodyElse, type Contributor } from './together.js';

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

/** Whether one of them now lets fewer people read it, whatever the others let. */
export const someoneSaysLess = (before: Pick<StoryState, 'together'>, now: Pick<StoryState, 'together'>): boolean =>
  before.together.contributors.some(({ id, answer, tookBackAt }) => {
    if (answer === null || tookBackAt !== null) return false;
    const says = now.together.contributors.find((each) => each.id === id);
    if (says === undefined || says.answer === null || says.tookBackAt !== null) return true;
    return !allowsTheSame(answer.consent, narrowest(answer.consent, says.answer.consent));
  });

/** Names were sealed together when the story was told: the name of someone who left is shown to nobody. */
const unnamed = (consent: Consent): Consent => ({
  ...consent,
  audiences: Object.fromEntries(Object.keys(consent.audiences).map((audience) => [audience, { named: false }])),
});

/** Whether more than one answer has ever counted: the key is kept level with all of them. */
export const isTogether = ({ together, submitted }: Pick<StoryState, 'together' | 'submitted'>): boolean =>
  together !== nobodyElse || submitted.awaitsThoseInIt === true;
