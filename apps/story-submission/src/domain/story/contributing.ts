import type { Consent } from '#contracts/shared/consent.js';
import type { Decision } from '#contracts/shared/decider.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';

import type { ContributorListed } from './contributor-events.js';
import type { StoryCorrected, StoryEvent } from './events.js';
import { correctStory } from './rights.js';
import { someoneTookBack, thoseIn } from './shared-consent.js';
import { somebodyMayReadIt, within, type StoryState } from './story.js';
import type { Contributor } from './together.js';

/** More than have ever told one story together; it keeps one form from making codes all day. */
export const mostContributors = 30;

export const listContributors = (
  state: StoryState | undefined,
  people: readonly ContributorListed['data'][],
): Decision<StoryEvent> =>
  within(state, ({ isWithdrawn, together, submitted }) => {
    if (isWithdrawn) return refuse('story-already-withdrawn');
    if (submitted.nobodyRecognisable !== undefined) return refuse('story-says-nobody-recognisable');
    if (people.length === 0) return refuse('contributors-missing', 'contributors');
    return together.contributors.length + people.length > mostContributors
      ? refuse('contributors-full', 'contributors', { limit: mostContributors })
      : people.map((data) => ({ type: 'ContributorListed', schemaVersion: 1, data }));
  });

/** What one of those in it decides by their code. */
const asOneInIt = (
  state: StoryState | undefined,
  contributor: string,
  decide: (found: Contributor, story: StoryState) => Decision<StoryEvent>,
): Decision<StoryEvent> =>
  within(state, (story) => {
    const found = story.together.contributors.find(({ id }) => id === contributor);
    return found === undefined ? refuse('story-code-opens-nothing', 'code') : decide(found, story);
  });

const noLongerAnswers = ({ tookBackAt }: Contributor, { isWithdrawn }: StoryState): Refusal | undefined => {
  if (isWithdrawn) return refuse('story-already-withdrawn');
  return tookBackAt === null ? undefined : refuse('contributor-took-back');
};

/** Whoever lost their code, or never had it, is given another. */
export const replaceContributorCode = (
  state: StoryState | undefined,
  contributor: string,
  codeHash: string,
): Decision<StoryEvent> =>
  within(state, (story) => {
    const found = story.together.contributors.find(({ id }) => id === contributor);
    if (found === undefined) return refuse('story-not-found');
    if (found.tookBackAt !== null) return refuse('contributor-took-back');
    return story.isErased
      ? refuse('story-erased-meanwhile')
      : [{ type: 'ContributorCodeReplaced', schemaVersion: 1, data: { contributor, codeHash } }];
  });

export const answerAsContributor = (
  state: StoryState | undefined,
  contributor: string,
  storyVersion: number,
  consent: Consent,
): Decision<StoryEvent> =>
  asOneInIt(state, contributor, (found, story) => {
    const refused = noLongerAnswers(found, story);
    if (refused !== undefined) return refused;
    // An answer is to what was read: another text may stand there by now.
    if (storyVersion !== story.storyVersion) return refuse('story-changed-since-read');
    return (
      somebodyMayReadIt(consent) ?? [
        { type: 'ContributorAnswered', schemaVersion: 1, data: { contributor, storyVersion, consent } },
      ]
    );
  });

/** Until they answer again nobody reads it; who has not answered has nothing to set aside. */
export const pauseAsContributor = (
  state: StoryState | undefined,
  contributor: string,
  at: string,
): Decision<StoryEvent> =>
  asOneInIt(state, contributor, (found, story) => {
    const refused = noLongerAnswers(found, story);
    if (refused !== undefined) return refused;
    return found.answer === null ? [] : [{ type: 'ContributorPaused', schemaVersion: 1, data: { contributor, at } }];
  });

/** Once they are not in it any more. What the law holds is not erased. */
export const eraseAsContributor = (
  state: StoryState | undefined,
  contributor: string,
  at: string,
): Decision<StoryEvent> =>
  asOneInIt(state, contributor, (found, story) => {
    if (found.isErased || story.isErased) return [];
    const taken = takeBackAsContributor(story, contributor, at);
    return isRefusal(taken)
      ? taken
      : [...taken, { type: 'ContributorErased', schemaVersion: 1, data: { contributor, at } }];
  });

/** Also of a story that is withdrawn: whatever becomes of it, they are not in it. */
export const takeBackAsContributor = (
  state: StoryState | undefined,
  contributor: string,
  at: string,
): Decision<StoryEvent> =>
  asOneInIt(state, contributor, ({ tookBackAt }) =>
    tookBackAt !== null ? [] : [{ type: 'ContributorTookBack', schemaVersion: 1, data: { contributor, at } }],
  );

/** A text without those who took their part back. Whoever is still in it has to say yes to it. */
export const offerWithout = (
  state: StoryState | undefined,
  narrative: string,
  data: StoryCorrected['data'],
): Decision<StoryEvent> =>
  within(state, (story) => {
    const { submitted } = story;
    if (!someoneTookBack(story)) return refuse('nobody-took-back');
    const gone = thoseIn(story).filter(({ tookBackAt }) => tookBackAt !== null);
    const isAnybodyLeft = submitted.awaitsThoseInIt !== true || gone.length < thoseIn(story).length;
    if (!isAnybodyLeft || gone.some(({ part }) => part === 'about')) return refuse('nobody-left-in-story');
    const corrected = correctStory(story, narrative, data);
    if (isRefusal(corrected)) return corrected;
    const { storyVersion } = data;
    return [
      ...corrected,
      {
        type: 'ContributorsLeftOut',
        schemaVersion: 1,
        data: { storyVersion, contributors: gone.map(({ id }) => id) },
      },
    ];
  });
