import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { takeAway } from '#service-kit/unlocking/take-away.js';

import { storyStream, type StoryEvent } from '../domain/story/events.js';
import { pauseSharing, resumeSharing } from '../domain/story/rights.js';
import { storyDecider } from '../domain/story/story.js';
import { storyNow } from '../stories/story-now.js';

type Done = Executed<StoryEvent> | Refusal;

/** The vault first: it holds from this moment. */
export async function pauseOneStory(service: ServiceRuntime, context: CommandContext, story: string): Promise<Done> {
  const { vault } = service;
  const stream = storyStream(story);
  const done = await takeAway(service, context, {
    stream,
    decider: storyDecider,
    decide: (state) => pauseSharing(state, context.at),
    intent: `freeze/${context.commandId}`,
    atKey: async (intent) => {
      await vault.freeze(stream, intent);
      return undefined;
    },
  });
  // Whoever went on at the same moment left the key alone because of this.
  if (!isRefusal(done)) await goOnAsRecorded(service, story);
  return done;
}

/** The event first: after a stop in between it stays paused until the reaction to the event comes by. */
export async function resumeOneStory(service: ServiceRuntime, context: CommandContext, story: string): Promise<Done> {
  const stream = storyStream(story);
  const done = await service.store.execute(stream, context, storyDecider, (state) => resumeSharing(state, context.at));
  if (!isRefusal(done)) await goOnAsRecorded(service, story);
  return done;
}

/** A key that stands still goes on where the record says so now, whatever it said when somebody asked. */
export async function goOnAsRecorded(service: ServiceRuntime, story: string): Promise<void> {
  const { vault } = service;
  const owner = storyStream(story);
  if ((await vault.consentOf(owner))?.state !== 'frozen') return;
  await vault.unfreeze(owner, async () => {
    const state = await storyNow(service, story);
    return state !== undefined && !state.isPaused && !state.isWithdrawn && !state.isErased;
  });
}
