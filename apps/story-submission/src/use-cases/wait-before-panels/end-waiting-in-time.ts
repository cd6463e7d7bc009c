import { idFrom } from '#service-kit/ids.js';
import { repeatedWork } from '#service-kit/background/repeated-work.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { storyStream } from '../../domain/story/events.js';
import { storyDecider } from '../../domain/story/story.js';
import { endWaiting } from '../../domain/story/waiting.js';
import { stories } from '../../read-models/stories/stories.js';
import { importsThatEnded } from '../../stories/import-has-ended.js';

const everyMs = 60_000;

/** Ends the waiting of stories whose time is over, the longest waiting first. Returns how many ended. */
export async function endWaitingOfStories({ store, views }: ServiceRuntime, now: string): Promise<number> {
  const hasEnded = importsThatEnded(views);
  let ended = 0;
  for await (const document of views.stream(stories, { index: 'byWaiting', equals: { isWaiting: true } })) {
    const { id, organisation, waitsUntil } = document;
    if (waitsUntil === null || Date.parse(waitsUntil) > Date.parse(now)) break;
    // Nobody knows of a story before its import has ended: its waiting ends with the next turn.
    if (document.isWithdrawn || !(await hasEnded(document.import))) continue;
    const commandId = idFrom('waiting is over', id, waitsUntil);
    const command = { commandId, organisation, actor: 'system/end-waiting', at: now, correlation: commandId };
    const done = await store.execute(storyStream(id), command, storyDecider, (state) => endWaiting(state, now));
    if ('events' in done && !done.replayed && done.events.length > 0) ended += 1;
  }
  return ended;
}

export const endWaitingInTime = repeatedWork({
  name: 'end-waiting',
  everyMs,
  failed: 'The waiting of stories whose time is over could not be ended',
  act: async (service) => {
    const ended = await endWaitingOfStories(service, service.clock.now());
    if (ended > 0) service.log.info({ ended }, 'Stories have waited as long as they should');
  },
});
