import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { Decision } from '#contracts/shared/decider.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import type { IntentGiven } from '#key-vault/key-vault.js';
import type { Reaction, ServiceRuntime } from '#service-kit/service.js';
import { takeAway } from '#service-kit/unlocking/take-away.js';

import { isStoryEvent, storyStream, type StoryEvent } from '../domain/story/events.js';
import { storyDecider, type StoryState } from '../domain/story/story.js';
import { storyNow } from './story-now.js';

interface Hold {
  readonly story: string;
  /** From it, whoever finds the intent after a stop knows what to write down. */
  readonly intent: string;
  readonly decide: (state: StoryState | undefined) => Decision<StoryEvent>;
  readonly mayNot?: (state: StoryState | undefined) => Refusal | undefined;
}

/** The key first: from this moment nobody but those who look after it reads it. */
export async function holdStory(
  service: ServiceRuntime,
  context: CommandContext,
  { story, ...hold }: Hold,
): Promise<Executed<StoryEvent> | Refusal> {
  const stream = storyStream(story);
  const done = await takeAway(service, context, {
    ...{ stream, decider: storyDecider, ...hold },
    atKey: async (intent) => {
      await service.vault.hold(stream, intent);
      return undefined;
    },
  });
  // Whoever let go at the same moment left the key alone because of this.
  if (!isRefusal(done)) await letGoAsRecorded(service, story);
  return done;
}

/** Read again where the record says so now, whatever it said when somebody asked. */
export async function letGoAsRecorded(service: ServiceRuntime, story: string): Promise<void> {
  await service.vault.letGo(storyStream(story), async () => (await storyNow(service, story))?.isHeld === false);
}

const changesHold = new Set<StoryEvent['type']>([
  'StoryHeldBack',
  'StoryCleared',
  'WaitingEnded',
  'HeldForConcern',
  'LetGoByConcern',
  'RedactionProposed',
  'RedactionTakenBack',
]);

/** After a stop between the two; and for holds that were written down before they were laid at the key. */
export const keepHoldsAtKey: Reaction = {
  name: 'keep-holds-at-key',
  on: async ({ event, stream, streamVersion, metadata }, service) => {
    if (!isStoryEvent(event) || !changesHold.has(event.type)) return;
    const { actor, at } = metadata;
    const id = `hold/recorded/${stream}/${String(streamVersion)}`;
    await holdAsRecorded(service, stream.slice(storyStream('').length), { id, actor, at });
  },
};

async function holdAsRecorded(service: ServiceRuntime, story: string, intent: IntentGiven): Promise<void> {
  const { vault } = service;
  const owner = storyStream(story);
  const standing = await vault.consentOf(owner);
  if (standing === undefined) return;
  if (!standing.isHeld && (await storyNow(service, story))?.isHeld === true) {
    await vault.hold(owner, intent);
    await vault.settleIntent(intent.id);
  }
  await letGoAsRecorded(service, story);
}
