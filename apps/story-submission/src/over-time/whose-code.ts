import type { ServiceRuntime } from '#service-kit/service.js';

import type { OverTime } from '../domain/over-time/over-time.js';
import type { Contributor } from '../domain/story/together.js';
import type { StoryDocument } from '../read-models/stories/stories.js';
import { storyNow } from '../stories/story-now.js';
import { overTimeOf } from './over-time-of.js';

/** Whose code it is: that of a story's teller, or of one of those in it. */
export interface WhoseCode {
  readonly story: StoryDocument;
  /** Null: the teller. */
  readonly contributor: Contributor | null;
}

export async function contributorIn(
  service: ServiceRuntime,
  story: string,
  contributor: string,
): Promise<Contributor | undefined> {
  return (await storyNow(service, story))?.together.contributors.find(({ id }) => id === contributor);
}

/** What its history stands under. */
export const idOfCode = ({ story, contributor }: WhoseCode): string => contributor?.id ?? story.id;

/** The person whose keys it has. */
export const holderOfCode = ({ story: { id, organisation, teller }, contributor }: WhoseCode) => ({
  ...{ id, organisation },
  teller: contributor?.id ?? teller,
});

/** As a lost code of theirs would be replaced: one of several chose a way by saying how they may be reached. */
export const wayOfContributor = (state: OverTime, { contact, isErased }: Contributor): OverTime => ({
  ...state,
  lostCode: contact === null || isErased ? null : 'channel',
});

/** As it is at this moment. */
export async function codeStateOf(service: ServiceRuntime, whose: WhoseCode): Promise<OverTime> {
  const state = await overTimeOf(service, idOfCode(whose));
  return whose.contributor === null ? state : wayOfContributor(state, whose.contributor);
}
