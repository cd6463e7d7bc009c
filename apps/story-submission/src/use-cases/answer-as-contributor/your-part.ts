import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { StoryText } from '#contracts/shared/story-text.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { storyStream } from '../../domain/story/events.js';
import { awaited, sharedConsent, someoneTookBack, thoseIn } from '../../domain/story/shared-consent.js';
import type { StoryState } from '../../domain/story/story.js';
import type { Contributor } from '../../domain/story/together.js';
import type { ContributorKnown } from '../../read-models/contributors/contributors.js';
import { stories, type StoryDocument } from '../../read-models/stories/stories.js';
import { openContributors } from '../../telling-together/contributor-keys.js';
import { storyNow } from '../../stories/story-now.js';

/** A story as one of those in it sees it: the text, their own answer, and how many answers are awaited; nobody’s name. */
export interface YourPart {
  readonly known: ContributorKnown;
  readonly state: StoryState;
  readonly document: StoryDocument;
  readonly design: ProgrammeDesign;
  readonly you: Contributor;
  /** Their own name, as it was written down. Null: it cannot be read any more. */
  readonly name: string | null;
  /** Null: erased, or they are not in it any more. */
  readonly text: StoryText | null;
  /** Others who have not said yes to this text. */
  readonly othersAwaited: number;
  readonly others: number;
  readonly hasSomeoneTakenBack: boolean;
  readonly isAnsweredNow: boolean;
  readonly audiences: readonly string[];
}

export async function yourPart(service: ServiceRuntime, known: ContributorKnown): Promise<YourPart | undefined> {
  const { views, unlocking } = service;
  const state = await storyNow(service, known.story);
  const document = await views.get(stories, known.story);
  const you = state?.together.contributors.find(({ id }) => id === known.id);
  if (state === undefined || document === undefined || you === undefined) return undefined;
  const design = (await views.get(knownProgrammes, document.programme))?.design;
  if (design === undefined) return undefined;
  // Those who told it together are its tellers: the story is theirs, whoever brought it in.
  const unlocked = await unlocking.unlockOne({
    owner: storyStream(known.story),
    reader: { person: document.teller, organisation: document.organisation },
    purpose: 'teller',
    use: 'read',
  });
  const [open] = await openContributors(service, document.organisation, [you]);
  const isIn = you.tookBackAt === null;
  const isAnsweredNow = you.answer?.storyVersion === state.storyVersion;
  return {
    ...{ known, state, document, design, you, isAnsweredNow },
    name: open?.name ?? null,
    text: isIn && unlocked.kind === 'granted' ? unlocked.open<StoryText>(document.text) : null,
    othersAwaited: awaited(state) - (isIn && !isAnsweredNow ? 1 : 0),
    others: thoseIn(state).filter(({ id }) => id !== you.id).length,
    hasSomeoneTakenBack: someoneTookBack(state),
    audiences: state.isWithdrawn || state.isPaused ? [] : Object.keys(sharedConsent(state).audiences),
  };
}
