import { idFrom } from '#service-kit/ids.js';
import type { Reaction, ServiceRuntime } from '#service-kit/service.js';

import { isStoryEvent, storyStream } from '../domain/story/events.js';
import { eraseStory } from '../domain/story/rights.js';
import { storyDecider } from '../domain/story/story.js';
import { storyNow } from '../stories/story-now.js';
import { isForNobodyYet } from './story-of-media.js';

/**
 * A story that had media before it was sent had keys then, for nobody but its teller: they get the consent it was sent
 * with. `erased`: its draft was deleted in the same moment. `waits`: what was taken back is not written down yet.
 */
export async function giveConsentAsTold(
  service: ServiceRuntime,
  story: string,
  at: string,
): Promise<'given' | 'erased' | 'waits'> {
  const { vault } = service;
  const owner = storyStream(story);
  const standing = await vault.consentOf(owner);
  if (standing === undefined || !isForNobodyYet(standing.consent)) return 'given';
  // It is written down that it was sent: whoever would erase the keys of its draft looks for that, or was first.
  if (!(await vault.keepFromErasing(owner))) {
    await writeDownErased(service, story, at);
    return 'erased';
  }
  let isGiven = false;
  await vault.widen(owner, async (now) => {
    isGiven = true;
    const state = isForNobodyYet(now) ? await storyNow(service, story) : undefined;
    return state === undefined || state.isErased ? undefined : state.consent;
  });
  return isGiven ? 'given' : 'waits';
}

/** Sent and deleted in one moment: deleted, and its log says so. */
export async function writeDownErased({ store }: ServiceRuntime, story: string, at: string): Promise<void> {
  const owner = storyStream(story);
  const organisation = (await store.read(owner))[0]?.metadata.organisation ?? '';
  const commandId = idFrom('draft-deleted', story);
  const command = { commandId, organisation, actor: 'anyone', at, correlation: commandId };
  await store.execute(owner, command, storyDecider, (state) => eraseStory(state, at));
}

/** After a stop between the two. The key of every story that others tell is not asked for. */
export const openKeyAsTold: Reaction = {
  name: 'open-key-as-told',
  on: async ({ event, stream, metadata }, service) => {
    if (!isStoryEvent(event) || event.type !== 'StorySubmitted') return;
    if (event.data.wasDraft !== true) return;
    if ((await giveConsentAsTold(service, stream.slice('story/'.length), metadata.at)) === 'waits') {
      throw new Error('The key could not be given the consent its story was sent with yet');
    }
  },
};
