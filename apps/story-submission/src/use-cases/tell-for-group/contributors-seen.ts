import type { SomeoneAsking } from '#access/principal.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { awaited, sharedConsent, someoneTookBack } from '../../domain/story/shared-consent.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { openContributors } from '../../telling-together/contributor-keys.js';
import { storyNow } from '../../stories/story-now.js';

export interface ContributorSeen {
  readonly contributor: string;
  readonly part: 'contributor' | 'about';
  readonly state: 'awaited' | 'answered' | 'took-back' | 'left-out';
  /** Null: whoever asks did not write it down, or it cannot be read any more. */
  readonly name: string | null;
  readonly contact: string | null;
  /** Somebody wrote down how to reach them: a code can be sent. */
  readonly hasContact: boolean;
}

export interface ContributorsSeen {
  readonly awaited: number;
  readonly hasSomeoneTakenBack: boolean;
  /** Who may read it now, by everybody’s answer. */
  readonly audiences: readonly string[];
  readonly items: readonly ContributorSeen[];
}

/** Names and ways to reach people are for whoever wrote them down, who hands the codes on; to others each is a number. */
export async function contributorsSeen(
  service: ServiceRuntime,
  who: SomeoneAsking,
  { id, organisation, collector }: StoryDocument,
): Promise<ContributorsSeen> {
  const state = await storyNow(service, id);
  if (state === undefined) return { awaited: 0, hasSomeoneTakenBack: false, audiences: [], items: [] };
  const { contributors } = state.together;
  const open = collector === who.person ? await openContributors(service, organisation, contributors) : [];
  return {
    awaited: awaited(state),
    hasSomeoneTakenBack: someoneTookBack(state),
    audiences: state.isWithdrawn || state.isPaused ? [] : Object.keys(sharedConsent(state).audiences),
    items: contributors.map((one, at): ContributorSeen => {
      const hasGone = one.tookBackAt !== null;
      const isAnswered = one.answer?.storyVersion === state.storyVersion;
      return {
        contributor: one.id,
        part: one.part,
        state: one.isLeftOut ? 'left-out' : hasGone ? 'took-back' : isAnswered ? 'answered' : 'awaited',
        name: hasGone ? null : (open[at]?.name ?? null),
        contact: hasGone ? null : (open[at]?.contact ?? null),
        hasContact: one.contact !== null && !one.isErased,
      };
    }),
  };
}
