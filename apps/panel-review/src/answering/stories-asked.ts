import type { SomeoneAsking } from '#access/principal.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { RoundBegun } from '../domain/round/round.js';
import { hasConflict, type SittingState } from '../domain/sitting/state.js';
import { heldBackAmong } from './held-back.js';
import { titledStories, type TitledStory } from '../reading-meetings/titled-stories.js';

/** Stories of a round, as they are asked of one member. */
export interface StoriesAsked {
  readonly notTooClose: readonly TitledStory[];
  readonly tooClose: readonly TitledStory[];
  /** Nobody chooses them meanwhile. */
  readonly heldBack: readonly TitledStory[];
  /** Of the proposal; empty: that no story be chosen. */
  readonly proposed: readonly TitledStory[];
}

/** `who` reads their titles: the member, or whoever writes down their answer. */
export async function storiesAsked(
  service: ServiceRuntime,
  who: SomeoneAsking,
  sitting: SittingState,
  { stories: asked, proposal }: RoundBegun['data'],
  member: string,
): Promise<StoriesAsked> {
  const stories = (await titledStories(service, who, sitting)).filter(({ story }) => asked.includes(story));
  const isTooClose = ({ story }: TitledStory): boolean => hasConflict(sitting, member, story);
  const held = await heldBackAmong(service, asked);
  const isHeld = ({ story }: TitledStory): boolean => held.has(story);
  return {
    notTooClose: stories.filter((story) => !isTooClose(story) && !isHeld(story)),
    tooClose: stories.filter(isTooClose),
    heldBack: stories.filter(isHeld),
    proposed: stories.filter(({ story }) => proposal?.includes(story)),
  };
}
