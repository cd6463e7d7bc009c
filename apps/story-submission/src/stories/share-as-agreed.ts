import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { Decision } from '#contracts/shared/decider.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { takeAway } from '#service-kit/unlocking/take-away.js';

import { storyStream, type StoryEvent } from '../domain/story/events.js';
import { allowsTheSame, narrowest } from '#contracts/shared/narrowest-consent.js';
import { isTogether, sharedConsent, someoneSaysLess } from '../domain/story/shared-consent.js';
import { storyDecider, type StoryState } from '../domain/story/story.js';
import { storyNow } from './story-now.js';

const { evolve } = storyDecider;

/** Brings the key level with what everybody in the story agreed to. */
export async function shareAsAgreed(service: ServiceRuntime, story: string): Promise<void> {
  const { vault } = service;
  const owner = storyStream(story);
  if ((await vault.consentOf(owner)) === undefined) return;
  await vault.widen(owner, async (standing) => {
    const state = await storyNow(service, story);
    if (state === undefined || state.isErased || !isTogether(state)) return undefined;
    const agreed = sharedConsent(state);
    return allowsTheSame(standing, agreed) ? undefined : agreed;
  });
}

type Decide = (state: StoryState | undefined) => Decision<StoryEvent>;

/** `kind` and what it is about: from it, whoever finds the intent after a stop knows what to write down. */
interface Sharing {
  readonly story: string;
  readonly intent: string;
  readonly decide: Decide;
  /** Why it may not be begun, beside what `decide` says. */
  readonly mayNot?: () => Refusal | undefined;
}

/** Whatever it takes away is taken away at the key first, and holds at once; what it gives is written down first. */
export async function changeSharing(
  service: ServiceRuntime,
  context: CommandContext,
  { story, intent, decide, mayNot = () => undefined }: Sharing,
): Promise<Executed<StoryEvent> | Refusal> {
  const { vault } = service;
  const stream = storyStream(story);
  const done = await takeAway(service, context, {
    ...{ stream, decider: storyDecider, decide, intent, mayNot },
    atKey: async (given) => {
      const state = await storyNow(service, story);
      const decided = decide(state);
      if (isRefusal(decided)) return decided;
      if (state === undefined) return undefined;
      const standing = await vault.consentOf(stream);
      if (standing === undefined || standing.state === 'erased') return undefined;
      const next = decided.reduce(after, state);
      const less = narrowest(standing.consent, sharedConsent(next));
      // Also where another lets nobody read it meanwhile: an older copy has to learn of each of them.
      if (!allowsTheSame(standing.consent, less) || someoneSaysLess(state, next)) {
        await vault.narrow(stream, less, given);
      }
      return undefined;
    },
  });
  await shareAsAgreed(service, story);
  return done;
}

const after = (state: StoryState, event: StoryEvent): StoryState => evolve(state, event) ?? state;
